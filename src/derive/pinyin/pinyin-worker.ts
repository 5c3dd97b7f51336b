import { parentPort } from 'node:worker_threads';
import { type PinyinJob, writePagePinyin } from './page-pinyin-file.ts';

parentPort?.on('message', (jobs: readonly PinyinJob[]) => {
  jobs.forEach(writePagePinyin);
  parentPort?.postMessage([]);
});
