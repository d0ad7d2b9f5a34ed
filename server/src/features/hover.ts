/** Hovers: what a WSK name is, and what holds for it here. */
import { model } from '../model';
import type { WskFacts } from '../wsk/facts';
import { Describer } from './describe';
import { describeHere } from './here';
import { featureTexts } from './language';
import { memberAt } from './memberTypes';
import { nameAt, type NameAt } from './sourceTokens';
import { isWskCode } from './wskCode';

export interface HoverResult {
  readonly markdown: string;
  readonly start: number;
  readonly end: number;
}

export interface HoverRequest {
  readonly path: string;
  readonly text: string;
  readonly offset: number;
  readonly language: 'en' | 'zh-cn';
  /** What the analysis knows of this very text; undefined while it is out of date. */
  readonly facts: WskFacts | undefined;
}

function descriptionOf(name: NameAt, describer: Describer): string | undefined {
  const accessor = name.tokens.textOf(name.index - 1);
  const member = memberAt(name);
  if (member) return describer.member(member);
  const entry = model.lookup(name.name);
  // `x.Connect` is somebody's member of that name, unless WSK has such a function or callback.
  const isMember = accessor === '.' || accessor === '->';
  if (!entry || (isMember && entry.kind !== 'function' && entry.kind !== 'callback')) return undefined;
  // Drivers call variables by the names of dispatch functions (`PWSK_SOCKET WskSocket`); such a name is no use of the function.
  if (entry.kind === 'function' && !isMember && !name.tokens.is(name.index + 1, '(')) return undefined;
  return describer.entry(entry);
}

export function hoverAt({ path, text, offset, language, facts }: HoverRequest): HoverResult | undefined {
  if (!isWskCode(text)) return undefined;
  const name = nameAt(text, offset, /\.c$/i.test(path) ? 'c' : 'cpp');
  if (!name) return undefined;
  const translate = featureTexts(language);
  const description = descriptionOf(name, new Describer(language));
  if (description === undefined) return undefined;
  const here = facts ? describeHere(facts, { path, start: name.start, end: name.end, name: name.name }, translate) : [];
  const parts =
    here.length > 0
      ? [`**${translate('here.title')}**\n\n${here.map((line) => `- ${line}`).join('\n')}`, '---', description]
      : [description];
  return { markdown: parts.join('\n\n'), start: name.start, end: name.end };
}
