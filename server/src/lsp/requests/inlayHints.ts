import { InlayHintKind, type InlayHint, type InlayHintParams } from 'vscode-languageserver';
import { inlayHints as hintsOf } from '../../features/inlayHints';
import type { Session } from '../session';
import { openSource } from './source';

export async function inlayHints(session: Session, { textDocument, range }: InlayHintParams): Promise<InlayHint[]> {
  const source = openSource(session, { textDocument, position: range.start });
  if (!source) return [];
  const { path, text, lines } = source;
  const { parameterNames, masks, results, irpOwner } = source.settings.inlayHints;
  const needsFacts = masks || results || irpOwner;
  if (parameterNames === 'off' && !needsFacts) return [];
  const facts = needsFacts ? await source.project.factsOf(path, text) : undefined;
  const hints = hintsOf({
    path,
    text,
    tokens: source.tokens,
    start: source.offset,
    end: lines.offsetAt(range.end),
    settings: source.settings.inlayHints,
    facts,
  });
  return hints.map(({ offset, label, kind }) => ({
    position: lines.positionAt(offset),
    label,
    ...(kind === 'parameter' && { kind: InlayHintKind.Parameter, paddingRight: true }),
  }));
}
