import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, it } from 'mocha';
import { renderAsserts, renderCppAsserts } from '../../../scripts/generate/header/asserts';
import { renderSalNames } from '../../../scripts/generate/header/salNames';
import { renderWskHeader } from '../../../scripts/generate/header/wskHeader';
import { compile, missingCompiler, type DriverLanguage } from '../driverCompiler';

const generated: Readonly<Record<string, () => string>> = {
  'test/headers/wsk.h': renderWskHeader,
  'test/headers/sal-names.h': renderSalNames,
  'test/headers/asserts.c': renderAsserts,
  'test/headers/cpp/asserts.cpp': renderCppAsserts,
};

/** Compiles a text that is not in the project. */
function compileText(text: string, language: DriverLanguage): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'wsk-header-'));
  try {
    const file = path.join(folder, language === 'c' ? 'driver.c' : 'driver.cpp');
    writeFileSync(file, text);
    return compile(file, language);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('the headers of the compile checks', () => {
  for (const [file, render] of Object.entries(generated)) {
    it(`are as the model has them: ${file}`, () => {
      assert.equal(readFileSync(file, 'utf8'), render(), `${file} is out of date: npm run generate`);
    });
  }

  for (const language of ['c', 'cpp'] as const) {
    const missing = missingCompiler(language);
    const title = `have the sizes, offsets and values of the model: ${language}`;
    const asserts = language === 'c' ? 'test/headers/asserts.c' : 'test/headers/cpp/asserts.cpp';

    it(missing === undefined ? title : `${title} (${missing})`, function () {
      if (missing !== undefined) this.skip();
      this.timeout(60_000);
      assert.equal(compile(asserts, language), '');
      assert.match(
        compileText(readFileSync(asserts, 'utf8').replace('sizeof(WSK_BUF) == 24', 'sizeof(WSK_BUF) == 20'), language),
        /sizeof\(WSK_BUF\) == 2/,
      );
    });
  }

  const call = (member: string) => `#include <ntddk.h>
#include <wsk.h>
NTSTATUS Close(PWSK_SOCKET Socket, PIRP Irp);
NTSTATUS Close(PWSK_SOCKET Socket, PIRP Irp)
{
    CONST WSK_PROVIDER_LISTEN_DISPATCH *Dispatch = (CONST WSK_PROVIDER_LISTEN_DISPATCH *)Socket->Dispatch;
    return Dispatch->${member}(Socket, Irp);
}
`;
  for (const language of ['c', 'cpp'] as const) {
    const missing = missingCompiler(language);
    it(`have the common members as wsk.h has them: ${language}${missing === undefined ? '' : ` (${missing})`}`, function () {
      if (missing !== undefined) this.skip();
      this.timeout(60_000);
      const right = language === 'c' ? 'WskCloseSocket' : 'Basic.WskCloseSocket';
      const wrong = language === 'c' ? 'Basic.WskCloseSocket' : 'WskCloseSocket';
      assert.equal(compileText(call(right), language), '');
      assert.match(compileText(call(wrong), language), /no member named/);
    });
  }
});
