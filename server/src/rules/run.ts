/** Runs the rules over the facts and turns their reports into findings. */
import type { Finding, Level, Levels, Location, Severity } from './finding';
import type { Moves } from '../syntax/moved';
import type { EditReport, Report, Rule } from './rule';
import { WatchedFiles, type Files } from './watchedFiles';
import type { WskFacts } from '../wsk/facts';
import type { Place } from '../wsk/place';

/** What a rule said, and whether that still holds where only layout has changed. */
interface Outcome {
  readonly findings: readonly Finding[];
  /** It looked at texts, or offered fixes, which are made of text. */
  readonly restsOnText: boolean;
}

/** The rules over one program, again and again. */
export class RuleRuns {
  private outcomes: ReadonlyMap<Rule, Outcome> = new Map();

  constructor(private readonly rules: readonly Rule[]) {}

  /** All of them anew. */
  run(facts: WskFacts, files: Files, levels: Levels): Finding[] {
    return this.judge(facts, files, levels, () => undefined);
  }

  /** The facts and levels are those of the last time, and of the files only the layout has changed. */
  follow(facts: WskFacts, files: Files, levels: Levels, moves: ReadonlyMap<string, Moves>): Finding[] {
    const before = this.outcomes;
    return this.judge(facts, files, levels, (rule) => {
      const known = before.get(rule);
      return known && !known.restsOnText ? movedAlong(known, moves) : undefined;
    });
  }

  private judge(facts: WskFacts, files: Files, levels: Levels, keep: (rule: Rule) => Outcome | undefined): Finding[] {
    const outcomes = new Map<Rule, Outcome>();
    const watched = new WatchedFiles(files);
    for (const rule of this.rules)
      if (!levels.isOff(rule.meta.id)) outcomes.set(rule, keep(rule) ?? outcomeOf(rule, facts, watched, levels));
    this.outcomes = outcomes;
    return [...outcomes.values()].flatMap(({ findings }) => findings).sort(compareFindings);
  }
}

function outcomeOf(rule: Rule, facts: WskFacts, files: WatchedFiles, levels: Levels): Outcome {
  const { id } = rule.meta;
  const seen = new Set<string>();
  files.takeNote();
  const reports: { readonly report: Report; readonly level: Exclude<Level, 'off'> | undefined }[] = [];
  rule.check({
    facts,
    files,
    report: (report) => {
      const key = `${report.place.file}:${report.place.start}:${report.place.end}`;
      if (seen.has(key) || !isReadable(report.place, files)) return;
      seen.add(key);
      const level = levels.levelOf(id, report.place.file);
      if (level === 'off') return;
      reports.push({ report, level });
    },
  });
  const restsOnText = files.takeNote() || reports.some(({ report }) => report.fixes !== undefined);
  // Now the rule knows of all its mistakes: a fix may depend on the others.
  return { findings: reports.map(({ report, level }) => toFinding(rule, report, level)), restsOnText };
}

/** Undefined where it cannot be told where some of it stands now. */
function movedAlong({ findings, restsOnText }: Outcome, moves: ReadonlyMap<string, Moves>): Outcome | undefined {
  const moved: Finding[] = [];
  const there = (location: Location): Location | undefined => {
    const ofFile = moves.get(location.file);
    if (!ofFile) return location;
    const span = ofFile.of(location);
    return span && { file: location.file, ...span };
  };
  for (const finding of findings) {
    const location = there(finding.location);
    const related = finding.related.flatMap((one) => {
      const place = there(one.location);
      return place ? [{ ...one, location: place }] : [];
    });
    if (!location || related.length < finding.related.length) return undefined;
    moved.push({ ...finding, location, related });
  }
  return { findings: moved, restsOnText };
}

function toFinding(rule: Rule, report: Report, level: Exclude<Level, 'off'> | undefined): Finding {
  const id = rule.meta.id;
  const message = (sentence: Report['message']): Finding['message'] => ({
    key: `${id}/${sentence.id}`,
    args: sentence.args ?? {},
  });
  const severity: Severity = level ?? report.severity ?? rule.meta.severity;
  const fixes = typeof report.fixes === 'function' ? report.fixes() : (report.fixes ?? []);
  return {
    rule: id,
    severity,
    location: toLocation(report.place),
    message: message(report.message),
    related: (report.related ?? []).map((one) => ({ location: toLocation(one.place), message: message(one.message) })),
    fixes: fixes.flatMap((fix) => {
      const edits = apart(fix.edits);
      return edits
        ? [
            {
              title: message(fix.title),
              safe: fix.safe,
              edits: edits.map((edit) => ({ location: toLocation(edit.place), newText: edit.newText })),
            },
          ]
        : [];
    }),
    ...(report.path && report.related?.length ? { path: report.path } : {}),
    ...(report.tags ? { tags: report.tags } : {}),
  };
}

/** The edits, each once; undefined where two of them want the same text. */
function apart(edits: readonly EditReport[]): readonly EditReport[] | undefined {
  const ordered = [...edits].sort(
    ({ place: a }, { place: b }) => compare(a.file, b.file) || a.start - b.start || a.end - b.end,
  );
  const kept: EditReport[] = [];
  for (const edit of ordered) {
    const last = kept[kept.length - 1];
    if (last?.place.file !== edit.place.file) kept.push(edit);
    else if (last.place.start === edit.place.start && last.place.end === edit.place.end) {
      if (last.newText === edit.newText) continue;
      // Two insertions keep their order.
      if (edit.place.start !== edit.place.end) return undefined;
      kept.push(edit);
    } else if (edit.place.start < last.place.end) return undefined;
    else kept.push(edit);
  }
  return kept;
}

function toLocation(place: Place): Location {
  return { file: place.file, start: place.start, end: place.end };
}

/** Nothing is said inside text that did not parse, or in a branch that the preprocessor drops. */
function isReadable(place: Place, files: Files): boolean {
  const syntax = files.get(place.file)?.syntax;
  if (!syntax) return false;
  const touches = (span: { start: number; end: number }): boolean =>
    place.start < span.end && span.start < Math.max(place.end, place.start + 1);
  return !syntax.unreadable.some(touches) && !syntax.inactive.some(touches);
}

export function compareFindings(a: Finding, b: Finding): number {
  return (
    compare(a.location.file, b.location.file) ||
    a.location.start - b.location.start ||
    a.location.end - b.location.end ||
    compare(a.rule, b.rule)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
