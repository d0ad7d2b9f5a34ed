import { MarkupKind, type SignatureHelp, type TextDocumentPositionParams } from 'vscode-languageserver';
import { signatureHelpAt } from '../../features/signatureHelp';
import { openSource } from './source';
import type { Session } from '../session';

export function signatureHelp(session: Session, params: TextDocumentPositionParams): SignatureHelp | null {
  const source = openSource(session, params);
  if (!source?.settings.signatureHelp) return null;
  const help = signatureHelpAt(source.path, source.text, source.offset, session.profile.language, source.tokens);
  if (!help) return null;
  return {
    signatures: [
      {
        label: help.label,
        documentation: help.documentation,
        parameters: help.parameters.map(({ start, end, documentation }) => ({
          label: [start, end],
          ...(documentation !== '' && { documentation: { kind: MarkupKind.Markdown, value: documentation } }),
        })),
        activeParameter: help.active,
      },
    ],
    activeSignature: 0,
    activeParameter: help.active,
  };
}
