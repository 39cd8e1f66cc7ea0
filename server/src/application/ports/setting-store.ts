/** Settings and the sets of parameters they may name. Nothing is changed or taken away; each write has its event. */
import type { ParameterSet } from '../../domain/parameter-set.ts';
import type { Setting, SettingName } from '../../domain/setting.ts';
import type { DomainEvent } from './case-store.ts';

export interface SettingStore {
  /** The one that holds; null where it was never set. */
  current<Name extends SettingName>(name: Name): Promise<Setting<Name> | null>;
  /** Oldest first. */
  history<Name extends SettingName>(name: Name): Promise<readonly Setting<Name>[]>;
  /** Answers its number. */
  set<Name extends SettingName>(setting: Omit<Setting<Name>, 'number'>, event: DomainEvent): Promise<number>;
}

export interface ParameterSetStore {
  /** False, and nothing written, where a set of this name or this hash is there. */
  add(set: ParameterSet, event: DomainEvent): Promise<boolean>;
  /** Oldest first. */
  sets(): Promise<readonly ParameterSet[]>;
}
