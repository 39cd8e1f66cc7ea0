/** What people set for everybody, kept with who, when and why: only ever added to, the last one of a name holds. */
import type { TimePoint } from './time-point.ts';

export type SettingValues = {
  /** The id of the set of parameters in force. */
  readonly activeParameters: string;
  /** Rings a day that the investigators can review. */
  readonly reviewCapacity: number;
  /** The id of the schedule of the nightly run, made once; whoever removes that schedule wants none. */
  readonly nightlyDetection: string;
};
export type SettingName = keyof SettingValues;
export type Setting<Name extends SettingName = SettingName> = {
  /** 1, 2, 3 … over all names, in the order of setting. */
  readonly number: number;
  readonly name: Name;
  readonly value: SettingValues[Name];
  readonly why: string;
  readonly by: string;
  readonly at: TimePoint;
};
