// The map's page as assistive technology has it: Chromium's own accessibility tree, and what the keyboard reaches.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import { supported } from '../../scripts/host/code-server.mjs';
import { Editor, PATIENCE, THEMES } from './editor.mjs';

(supported ? describe : describe.skip)("the map's page", function () {
  this.timeout(5 * PATIENCE);

  const editor = new Editor({ 'workbench.colorTheme': THEMES['high-contrast'] });
  let page;

  before(async () => {
    await editor.start();
    ({ page } = await editor.open('listener.c'));
    await editor.workbench.squiggle('error');
    await editor.workbench.command('WSK: Open Event Callback Map');
    await map().locator('table').waitFor({ timeout: PATIENCE });
  });

  after(() => editor.stop());

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await editor.workbench.screenshot(`failed-${this.currentTest.title}`);
  });

  const map = () => page.frameLocator('iframe.webview').frameLocator('iframe');

  /** The nodes that Chromium hands to assistive technology, in the order of the page. */
  async function tree() {
    const session = await page.context().newCDPSession(page);
    try {
      const { frameTree } = await session.send('Page.getFrameTree');
      const frames = [];
      const collect = ({ frame, childFrames = [] }) => {
        frames.push(frame);
        childFrames.forEach(collect);
      };
      collect(frameTree);
      for (const { id } of frames.reverse()) {
        const { nodes } = await session.send('Accessibility.getFullAXTree', { frameId: id });
        const exposed = nodes.filter(({ ignored }) => !ignored);
        if (exposed.some(({ role, name }) => role.value === 'heading' && name.value === 'Event Callback Map'))
          return exposed.map((node) => ({
            id: node.nodeId,
            parent: node.parentId,
            role: node.role.value,
            name: node.name?.value ?? '',
            description: node.description?.value ?? '',
            properties: Object.fromEntries((node.properties ?? []).map(({ name, value }) => [name, value.value])),
          }));
      }
      throw new Error('no frame has the map');
    } finally {
      await session.detach();
    }
  }

  it('is a main region with a heading, a named table with headers, and a named legend', async () => {
    const nodes = await tree();
    const named = (role) => nodes.filter((node) => node.role === role).map(({ name }) => name);
    assert.equal(nodes.filter(({ role }) => role === 'main').length, 1);
    assert.deepEqual(named('heading'), ['Event Callback Map']);
    assert.deepEqual(named('table'), ['Event Callback Map']);
    const rows = named('rowheader');
    assert.equal(rows.length, 4);
    assert.ok(rows.some((name) => name.startsWith('ListenerEvents')));
    const columns = named('columnheader');
    assert.ok(
      columns.some((name) => /^WskAcceptEvent\s*WSK_EVENT_ACCEPT$/.test(name)),
      columns.join('\n'),
    );
    assert.ok(named('list').includes('Legend'), named('list').join());
    assert.equal(nodes.filter(({ role }) => role === 'listitem').length > 2, true);
  });

  it('says in every cell what the drawing shows', async () => {
    const cells = (await tree()).filter(({ role }) => role === 'cell');
    assert.ok(cells.length > 10, `${cells.length} cells`);
    const words = /^(static|enabled|inherited|conditional|never|unknown)|^not in this table$/;
    assert.deepEqual(
      cells.filter(({ name }) => !words.test(name)).map(({ name }) => name),
      [],
    );
    // What a pointer shows in a tooltip.
    assert.ok(cells.filter(({ name }) => name !== 'not in this table').every(({ description }) => description !== ''));
    assert.ok(cells.some(({ name }) => /^enabled\s*ListenerAccept\s*on\s*on listener\.c:\d+$/.test(name)));
  });

  it('has a name for all that can be pressed, and no pictures that say nothing', async () => {
    const nodes = await tree();
    const buttons = nodes.filter(({ role }) => role === 'button');
    assert.ok(buttons.length > 10, `${buttons.length} buttons`);
    assert.ok(buttons.every(({ name, properties }) => name !== '' && properties.focusable === true));
    assert.ok(buttons.some(({ name }) => /^on listener\.c:\d+$/.test(name)));
    assert.deepEqual(
      nodes.filter(({ role }) => /image|img|graphics|svg/i.test(role)),
      [],
    );
    // Whatever takes the focus is one of these.
    const focusable = nodes.filter(({ properties, role }) => properties.focusable === true && role !== 'RootWebArea');
    assert.deepEqual([...new Set(focusable.map(({ role }) => role))], ['button']);
  });

  it('is reached by Tab, and shows where the focus is', async () => {
    await map().locator('button').first().focus();
    const reached = [];
    for (let step = 0; step < 5; step++) {
      const focused = map().locator('button:focus');
      reached.push(await focused.getAttribute('aria-label'));
      const outline = await focused.evaluate((button) => globalThis.getComputedStyle(button).outline);
      assert.match(outline, /solid [1-9]\d*px/);
      await page.keyboard.press('Tab');
    }
    const inOrder = await map()
      .locator('button')
      .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')));
    assert.deepEqual(reached, inOrder.slice(0, 5));
    await page.keyboard.press('Shift+Tab');
    assert.equal(await map().locator('button:focus').getAttribute('aria-label'), inOrder[4]);
  });

  it('tells what changes while it is open, and leaves the focus where it is', async () => {
    const live = (await tree()).filter(({ role }) => role === 'status');
    assert.equal(live.length, 1);
    assert.equal(live[0].properties.live, 'polite');
    const entry = map().locator('button.handler', { hasText: 'ListenerAccept' });
    await entry.focus();
    const file = path.join(editor.folder, 'listener.c');
    const text = readFileSync(file, 'utf8');
    const told = (text) =>
      map().locator('[role=status]', { hasText: text }).waitFor({ state: 'attached', timeout: PATIENCE });
    writeFileSync(file, text.replace('WSK_EVENT_ACCEPT | ', ''));
    try {
      await told(/ListenerEvents, WskAcceptEvent: (?!enabled)/);
      assert.equal(await map().locator('button:focus').innerText(), 'ListenerAccept');
    } finally {
      writeFileSync(file, text);
    }
    await told('ListenerEvents, WskAcceptEvent: enabled');
  });

  it('has a side bar whose rows say the same', async () => {
    await editor.workbench.command(
      'WSK: Focus on Event Callbacks View',
      'Event Callbacks: Focus on Event Callbacks View',
    );
    const rows = page.locator('.pane-body [role=treeitem]');
    await page.locator('.pane-body [role=treeitem]', { hasText: 'WskAcceptEvent' }).waitFor({ timeout: PATIENCE });
    const labels = await rows.evaluateAll((all) => all.map((row) => row.getAttribute('aria-label')));
    assert.ok(labels.includes('WskAcceptEvent, enabled, ListenerAccept'), labels.join('\n'));
    assert.ok(labels.includes('ListenerEvents, listening sockets'), labels.join('\n'));
    assert.ok(labels.every((label) => label !== null && label !== ''));
  });
});
