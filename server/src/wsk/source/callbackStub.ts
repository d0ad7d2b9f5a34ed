/** An event callback that fulfils its contract and does nothing yet. */
import type { Param, WskCallback } from '../../model';
import { functionHead } from './functionHead';
import { inStyle, type CodeStyle } from './style';

/** `static NTSTATUS WSKAPI Name(…) { … }`, with what the contract says in a comment. */
export function callbackStub(callback: WskCallback, name: string, style: CodeStyle): string {
  const unused = callback.params.map((param) => `    UNREFERENCED_PARAMETER(${param.name});`);
  return inStyle(
    [
      ...contract(callback),
      ...callbackHead(callback, name, style),
      '{',
      ...unused,
      '',
      `    return ${harmlessResult(callback)};`,
      '}',
    ].join('\n'),
    style,
  );
}

/** The head of the function, without its body. Lines in the plain form of `inStyle`. */
export function callbackHead(callback: WskCallback, name: string, style: CodeStyle): string[] {
  const params = callback.params.map((param) => declared(param, style.annotated));
  return functionHead({ result: `static ${callback.returnType} WSKAPI`, name, params }, style);
}

function declared({ name, type, dir, optional }: Param, annotated: boolean): string {
  const plain = type.endsWith('*') ? `${type}${name}` : `${type} ${name}`;
  if (!annotated) return plain;
  const opt = optional ? 'opt_' : '';
  const word = dir === 'in' ? `_In_${opt}` : dir === 'out' ? `_Out_${opt}` : `_Inout_${opt}`;
  return `${word} ${plain}`;
}

/** The value with which nothing is taken and nothing is kept. */
export function harmlessResult(callback: WskCallback): string {
  const refusal = callback.returns.find((one) => one.name === 'STATUS_REQUEST_NOT_ACCEPTED');
  return (refusal ?? callback.returns[0])?.name ?? 'STATUS_SUCCESS';
}

function contract(callback: WskCallback): string[] {
  const values = callback.returns.map((one) => one.name);
  const lines = [
    `/* ${callback.name}: runs at IRQL <= ${callback.irql} and must not wait.`,
    ...(callback.nullIndication
      ? [` * ${callback.nullIndication} is NULL when the socket is dead: it has to be closed.`]
      : []),
    ` * Returns ${listed(values)}. */`,
  ];
  return lines;
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} or ${words[words.length - 1] ?? ''}`;
}
