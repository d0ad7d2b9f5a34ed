/** Signature help for calls through dispatch tables, which servers that lack the headers cannot give. */
import { message, type Param } from '../model';
import { argumentAt, controlOf, type CallSite } from './callSite';
import { argumentWords, operationOf } from './controlArguments';
import { featureTexts } from './language';
import type { Translate } from './messages';
import type { Tokens } from '../text/scan';
import { macroTokens } from './macroBody';
import { languageOf, tokenize } from './sourceTokens';
import { isWskCode } from './wskCode';

export interface SignatureHelp {
  readonly label: string;
  readonly documentation: string;
  /** Where each parameter stands in the label, and what it has to be here. */
  readonly parameters: readonly { readonly start: number; readonly end: number; readonly documentation: string }[];
  readonly active: number;
}

function declaration({ type, name }: Param): string {
  return type.endsWith('*') ? `${type}${name}` : `${type} ${name}`;
}

function isPointer({ type }: Param): boolean {
  return /\*$|^P[A-Z]/.test(type);
}

function flagWords({ fn: { flags } }: CallSite, translate: Translate): string {
  if (!flags || flags.allowed.length === 0) return translate('argument.reserved');
  const key = flags.combine === 'exactly-one' ? 'argument.flag' : 'argument.flags';
  return translate(key, { flags: flags.allowed.join(translate('join.list')) });
}

function generalWords(param: Param, site: CallSite, translate: Translate): string {
  const { fn } = site;
  if (param.reserved) return translate(isPointer(param) ? 'argument.reservedPointer' : 'argument.reserved');
  switch (param.role) {
    case 'irp':
      return fn.irp.requirement === 'required' ||
        fn.irp.requirement === 'optional' ||
        fn.irp.requirement === 'forbidden'
        ? translate(`argument.irp.${fn.irp.requirement}`)
        : '';
    case 'flags':
      return flagWords(site, translate);
    default:
      if (!param.optional) return '';
      return translate(isPointer(param) ? 'argument.optional' : 'argument.optionalNumber');
  }
}

export function signatureHelpAt(
  path: string,
  text: string,
  offset: number,
  language: 'en' | 'zh-cn',
  known: Tokens = tokenize(text, languageOf(path)),
): SignatureHelp | undefined {
  if (!isWskCode(text)) return undefined;
  const tokens = macroTokens(known, offset, path) ?? known;
  const active = argumentAt(tokens, offset);
  if (!active) return undefined;
  const { site } = active;
  const translate = featureTexts(language);
  const { code, request } = controlOf(tokens, site);
  const operation = code && operationOf(code, request);
  let label = `${site.fn.returnType} ${site.fn.name}(`;
  const parameters = site.fn.params.map((param, index) => {
    if (index > 0) label += ', ';
    const start = label.length;
    label += declaration(param);
    const words = code && operation ? argumentWords(param, code, operation, translate) : undefined;
    return { start, end: label.length, documentation: words ?? generalWords(param, site, translate) };
  });
  label += ')';
  return { label, documentation: message(site.fn.summary, language), parameters, active: active.index };
}
