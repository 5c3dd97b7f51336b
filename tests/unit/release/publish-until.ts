/**
 * `node publish-until.ts <store> <target> <release> <step>`: publishes a release and kills its own process,
 * without any chance to tidy up, before that step; 0 for none.
 */
import { openTarget } from '../../../src/release/publish/open-target.ts';
import { ReleaseStore } from '../../../src/release/release-store.ts';

const [folder = '', place = '', id = '', last = ''] = process.argv.slice(2);
let step = 0;
const target = openTarget(place, () => {
  step += 1;
  if (step === Number(last)) process.kill(process.pid, 'SIGKILL');
});
const store = new ReleaseStore(folder);
const { current } = await target.state();
await target.publish(store.open(id), store.find(current));
