/** What one run of a root function sees, in the order of seeing. */
import type { FunctionEntity } from '../flow/program';
import type {
  CallFact,
  ComparisonFact,
  DereferenceFact,
  ExitFact,
  HandlerFact,
  HandoverFact,
  IrpFact,
  ReturnFact,
  SocketUseFact,
  TableReadFact,
  TableWrite,
  WaitFact,
  WriteFact,
} from './facts';

/** A completion routine is set. */
export interface CompletionFact {
  readonly routine: FunctionEntity;
  readonly fact: CallFact;
}

export class Recorder {
  readonly calls: CallFact[] = [];
  readonly returns: ReturnFact[] = [];
  readonly handedUp: ReturnFact[] = [];
  readonly exits: ExitFact[] = [];
  readonly dereferences: DereferenceFact[] = [];
  readonly socketUses: SocketUseFact[] = [];
  readonly tableReads: TableReadFact[] = [];
  readonly writes: WriteFact[] = [];
  readonly handovers: HandoverFact[] = [];
  readonly handlers: HandlerFact[] = [];
  readonly tableWrites: TableWrite[] = [];
  readonly comparisons: ComparisonFact[] = [];
  readonly irps: IrpFact[] = [];
  readonly waits: WaitFact[] = [];
  readonly completions: CompletionFact[] = [];
}
