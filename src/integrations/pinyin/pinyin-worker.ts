import { parentPort } from 'node:worker_threads';
import { pagePinyin } from './page-pinyin.ts';

/** Takes an article's HTML, answers with its side file. */
parentPort?.on('message', (article: string) => {
  parentPort?.postMessage(pagePinyin(article));
});
