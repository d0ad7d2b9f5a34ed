import type { Location } from 'vscode-languageserver';
import type { Place } from '../../wsk/place';
import type { Snapshot } from '../project';
import type { Session } from '../session';

/** Places of the analysis as the protocol names them; those in files that it did not see are left out. */
export function locations(session: Session, snapshot: Snapshot, places: readonly Place[]): Location[] {
  return places.flatMap((place) => {
    const range = session.converter.range(snapshot, place);
    return range ? [{ uri: session.documents.uriOf(place.file), range }] : [];
  });
}
