/** Hovers: what a WSK name is, and what holds for it here. */
import { model } from '../model';
import type { WskFacts } from '../wsk/facts';
import { Describer } from './describe';
import { describeHere, type Use } from './here';
import { featureTexts } from './language';
import { memberAt } from './memberTypes';
import type { Tokens } from '../text/scan';
import { languageOf, nameAt, type NameAt } from './sourceTokens';
import { statusHere } from './statusHere';
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
  /** Of the text, where they are there already. */
  readonly tokens?: Tokens;
  readonly language: 'en' | 'zh-cn';
  /** What the analysis knows of this very text; undefined while it is out of date. */
  readonly facts: WskFacts | undefined;
  /** The text of a file as the analysis saw it. */
  readonly textOf?: (path: string) => string | undefined;
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

/** `EventMask = …` stands for the mask that is assigned. */
function useOf({ name, start, end, tokens, index }: NameAt, path: string): Use {
  const assigns = tokens.is(index + 1, '=') || (tokens.is(index + 1, '|') && tokens.is(index + 2, '='));
  if (name !== 'EventMask' || !assigns) return { path, name, start, end };
  let last = index + 2;
  while (last < tokens.count && !/^[;,}]$/.test(tokens.textOf(last))) last++;
  return { path, name, start, end, value: { start: tokens.start(index + 2), end: tokens.end(last - 1) } };
}

export function hoverAt({
  path,
  text,
  offset,
  tokens,
  language,
  facts,
  textOf,
}: HoverRequest): HoverResult | undefined {
  if (!isWskCode(text)) return undefined;
  const name = nameAt(text, offset, languageOf(path), tokens);
  if (!name) return undefined;
  const translate = featureTexts(language);
  const status = statusHere(name, path, language, facts);
  if (!status) return undefined;
  const description = descriptionOf(name, new Describer(language));
  if (description === undefined) return undefined;
  const known = facts ? describeHere(facts, useOf(name, path), translate, textOf) : [];
  const here = [...known, ...status];
  const parts =
    here.length > 0
      ? [`**${translate('here.title')}**\n\n${here.map((line) => `- ${line}`).join('\n')}`, '---', description]
      : [description];
  return { markdown: parts.join('\n\n'), start: name.start, end: name.end };
}
