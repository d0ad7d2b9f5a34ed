/** Findings for a set of files, again and again: what an edit did not touch is not worked out anew. */
import { Program } from '../flow/program';
import { isolate } from './isolation';
import type { Finding, Levels } from '../rules/finding';
import { rules } from '../rules/registry.generated';
import type { SourceView } from '../rules/rule';
import { RuleRuns } from '../rules/run';
import { movesOf, type Moves } from '../syntax/moved';
import type { Budget } from '../text/budget';
import { ProgramAnalysis } from '../wsk/analysis';
import type { WskFacts } from '../wsk/facts';
import { platform } from '../wsk/platform';

export interface Verdict {
  readonly facts: WskFacts;
  readonly findings: readonly Finding[];
}

interface Standing {
  readonly program: Program;
  readonly analysis: ProgramAnalysis;
  readonly runs: RuleRuns;
}

/** What the last verdict was about. */
interface Judged {
  readonly facts: WskFacts;
  readonly views: Views;
  readonly levels: Levels;
}

type Views = ReadonlyMap<string, SourceView>;

export class Judge {
  private standing: Standing | undefined;
  private judged: Judged | undefined;

  /** Where the whole fails, the files at fault are left out. */
  judge(views: Views, levels: Levels, budget: Budget): ReturnType<typeof isolate<Verdict>> {
    const { judged } = this;
    this.judged = undefined;
    try {
      const { standing, isSame } = this.follow(views);
      this.standing = standing;
      const moves = isSame && judged?.levels === levels ? movesFrom(judged.views, views) : undefined;
      const result =
        judged && moves
          ? moved(standing, judged.facts, moves, views, levels)
          : verdict(standing, views, levels, budget);
      this.judged = { facts: result.facts, views, levels };
      return { result, faults: [] };
    } catch {
      this.standing = undefined;
      return isolate([...views.keys()], (paths) => {
        const chosen = new Map([...views].filter(([path]) => paths.includes(path)));
        return verdict(begin(chosen), chosen, levels, budget);
      });
    }
  }

  /** `isSame`: all that was found out about the program holds. */
  private follow(views: Views): { readonly standing: Standing; readonly isSame: boolean } {
    const { standing } = this;
    if (!standing) return { standing: begin(views), isSame: false };
    const changes = standing.program.update(syntaxOf(views));
    return { standing, isSame: standing.analysis.update(changes) };
  }
}

/** How the files moved by an edit of layout and comments alone; undefined where it was something else. */
function movesFrom(before: Views, now: Views): ReadonlyMap<string, Moves> | undefined {
  if (before.size !== now.size) return undefined;
  const moves = new Map<string, Moves>();
  for (const [path, view] of now) {
    const old = before.get(path);
    if (!old) return undefined;
    if (old.syntax === view.syntax) continue;
    const ofFile = movesOf(old, view);
    if (!ofFile) return undefined;
    moves.set(path, ofFile);
  }
  return moves;
}

function begin(views: Views): Standing {
  const program = new Program(syntaxOf(views), platform);
  return { program, analysis: new ProgramAnalysis(program), runs: new RuleRuns(rules) };
}

function syntaxOf(views: Views): SourceView['syntax'][] {
  return [...views.values()].map((view) => view.syntax);
}

function verdict({ analysis, runs }: Standing, views: Views, levels: Levels, budget: Budget): Verdict {
  const facts = analysis.facts(budget);
  return { facts, findings: runs.run(facts, views, levels) };
}

/** The facts are what they were, in other places: what was worked out from them about places has to be worked out again. */
function moved(
  { runs }: Standing,
  before: WskFacts,
  moves: ReadonlyMap<string, Moves>,
  views: Views,
  levels: Levels,
): Verdict {
  const facts = { ...before };
  return { facts, findings: runs.follow(facts, views, levels, moves) };
}
