/** The registration with WSK: registered, captured, released, deregistered. */
import type { CallEvent } from '../../flow/semantics';
import type { WskFunction } from '../../model';
import type { CallFact } from '../facts';
import { registrationGhost, type RegistrationGhost } from '../objects';
import { regionOf } from '../values';
import type { SemanticRun } from './run';

export class Registrations {
  constructor(private readonly run: SemanticRun) {}

  /** What a call of one of the registration routines does to the registration. */
  advance(event: CallEvent, fn: WskFunction, fact: CallFact): void {
    const { state } = event;
    const at = fn.params.findIndex((param) => param.role === 'registration');
    const value = event.args[at];
    const region = value && regionOf(value, this.run.regions);
    if (region) {
      const old: RegistrationGhost =
        this.run.ghost('registration', region, state) ??
        registrationGhost({ registered: undefined, captured: undefined, released: undefined, deregistered: undefined });
      const change: Partial<RegistrationGhost> =
        fn.name === 'WskRegister'
          ? { registered: fact, captured: undefined, released: undefined, deregistered: undefined }
          : fn.name === 'WskCaptureProviderNPI'
            ? { captured: fact, released: undefined }
            : fn.name === 'WskReleaseProviderNPI'
              ? { released: fact }
              : fn.name === 'WskDeregister'
                ? { deregistered: fact }
                : {};
      this.run.setGhost(region, registrationGhost({ ...old, ...change }), state);
    }
  }
}
