/** Enabling events once for all sockets of the client, in place of a call for each socket. */
import { enableOnce } from '../../rules/staticEvents';
import type { RefactorContext, Refactoring } from './context';

export function staticEvents(context: RefactorContext): Refactoring[] {
  const { calls, path, translate } = context;
  const [here] = calls;
  if (here?.control?.code?.name !== 'SO_WSK_EVENT_CALLBACK') return [];
  const made = enableOnce(context);
  if (!made?.calls.has(`${path}:${here.call.start}`)) return [];
  const title = translate('refactor.static', { events: made.events });
  return [{ kind: 'refactor.rewrite.wsk', title, edits: made.edits }];
}
