import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { processorTime } from '../../server/src/lsp/node/processorTime';

describe('the time that one file may cost', () => {
  it('is that of the processor, which passes with work only', async () => {
    const [start, begun] = [processorTime(), performance.now()];
    await setTimeout(200);
    const [idle, waited] = [processorTime() - start, performance.now() - begun];
    assert.ok(idle < waited / 2, `${idle} ms of work in ${waited} ms`);
    while (processorTime() - start < idle + 5);
  });
});
