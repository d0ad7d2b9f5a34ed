/** Findings for a set of files, again and again: what an edit did not touch is not worked out anew. */
import { Program } from '../flow/program';
import { isolate } from './isolation';
import type { Finding, Levels } from '../rules/finding';
import { rules } from '../rules/registry.generated';
import type { SourceView } from '../rules/rule';
import { runRules } from '../rules/run';
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
}

type Views = ReadonlyMap<string, SourceView>;

export class Judge {
  private standing: Standing | undefined;

  /** Where the whole fails, the files at fault are left out. */
  judge(views: Views, levels: Levels, budget: Budget): ReturnType<typeof isolate<Verdict>> {
    try {
      this.standing = this.follow(views);
      return { result: verdict(this.standing, views, levels, budget), faults: [] };
    } catch {
      this.standing = undefined;
      return isolate([...views.keys()], (paths) => {
        const chosen = new Map([...views].filter(([path]) => paths.includes(path)));
        return verdict(begin(chosen), chosen, levels, budget);
      });
    }
  }

  private follow(views: Views): Standing {
    const { standing } = this;
    if (!standing) return begin(views);
    const changes = standing.program.update(syntaxOf(views));
    standing.analysis.update(changes);
    return standing;
  }
}

function begin(views: Views): Standing {
  const program = new Program(syntaxOf(views), platform);
  return { program, analysis: new ProgramAnalysis(program) };
}

function syntaxOf(views: Views): SourceView['syntax'][] {
  return [...views.values()].map((view) => view.syntax);
}

function verdict({ analysis }: Standing, views: Views, levels: Levels, budget: Budget): Verdict {
  const facts = analysis.facts(budget);
  return { facts, findings: runRules(rules, facts, views, levels) };
}
