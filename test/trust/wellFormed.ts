/** What holds of every result, whatever the texts: places exist, sentences are whole, nothing failed. */
import assert from 'node:assert/strict';
import type { AnalysisResult, Finding, Location, Message, Workspace } from '../../server/src/core';
import { freshWorkspace, type Texts } from './workspaces';

function checkPlace({ file, start, end }: Location, texts: Texts, what: string): void {
  const text = texts.get(file);
  assert.ok(text !== undefined, `${what}: there is no file ${file}`);
  assert.ok(Number.isInteger(start) && Number.isInteger(end), `${what}: ${start} to ${end}`);
  assert.ok(start >= 0 && start <= end && end <= text.length, `${what}: ${start} to ${end} of ${text.length}`);
  for (const at of [start, end]) {
    const pair = /^[\ud800-\udbff][\udc00-\udfff]/.test(text.slice(at - 1, at + 1));
    assert.ok(at === 0 || !pair, `${what}: ${at} is in the middle of a character`);
    assert.ok(text.slice(at - 1, at + 1) !== '\r\n', `${what}: ${at} is in the middle of a line break`);
  }
}

function checkSentence(message: Message, workspace: Workspace, what: string): void {
  for (const language of ['en', 'zh-cn'] as const) {
    const sentence = workspace.format(message, language);
    assert.ok(sentence.length > 0 && sentence !== message.key, `${what}: no ${language} sentence for ${message.key}`);
    const missing = Object.keys(message.args).find((name) => sentence.includes(`{${name}}`));
    assert.equal(missing, undefined, `${what}: ${sentence}`);
  }
}

function checkFinding(finding: Finding, texts: Texts, workspace: Workspace): void {
  const what = `${finding.rule} at ${finding.location.file}:${finding.location.start}`;
  checkPlace(finding.location, texts, what);
  checkSentence(finding.message, workspace, what);
  for (const { location, message } of finding.related) {
    checkPlace(location, texts, `${what}, related`);
    checkSentence(message, workspace, what);
  }
  for (const { title, edits } of finding.fixes) {
    checkSentence(title, workspace, what);
    for (const { location } of edits) checkPlace(location, texts, `${what}, fix`);
  }
}

export function checkResult(result: AnalysisResult, texts: Texts, workspace: Workspace): void {
  assert.deepEqual(result.errors, []);
  for (const finding of result.findings) checkFinding(finding, texts, workspace);
  for (const { finding } of result.suppressed) checkFinding(finding, texts, workspace);
}

/** Analyses and checks; the time in milliseconds comes with it. */
export async function analyseAndCheck(texts: Texts): Promise<{ result: AnalysisResult; milliseconds: number }> {
  const workspace = await freshWorkspace(texts);
  const start = process.cpuUsage();
  const result = await workspace.analyze();
  const { user, system } = process.cpuUsage(start);
  checkResult(result, texts, workspace);
  return { result, milliseconds: (user + system) / 1000 };
}
