import { workerData } from 'piscina';
import { type Twin, type TwinSettings, type TwinTask, twinWriter } from './twin-writer.ts';

/** A thread of the pool in twin-threads.ts: one page in, its twin written. */
export default twinWriter(workerData as TwinSettings) as (task: TwinTask) => Twin;
