/**
 * Checks a folder, a carried zip or a live site against the manifest of a release.
 *
 *   npm run verify -- <folder, zip or address> [--manifest <release.json>] [--key <public key>]
 *                     [--older <release.json>]… [--report <file>]
 *
 * Exit code 0 when all is as the manifest says, 1 when something is not, 2 when it could not be checked.
 */
import { writeFileSync } from 'node:fs';
import { reportFailure } from '../src/building/explain-failure.ts';
import { formatFinding } from '../src/release/verify/finding.ts';
import { type VerifyReport, verifyRelease } from '../src/release/verify/verify-release.ts';
import { root, usageCode } from './command.ts';
import { readArguments } from './read-arguments.ts';

const usage =
  '用法：npm run verify -- <文件夹、zip 或网址> [--manifest 清单] [--key 公钥] [--older 旧清单]… [--report 报告文件]';

const options = {
  manifest: { type: 'string' },
  key: { type: 'string' },
  older: { type: 'string', multiple: true },
  report: { type: 'string' },
} as const;

const signatures: Readonly<Record<VerifyReport['signature'], string>> = {
  valid: '签名正确。',
  invalid: '签名不对：清单不是这把公钥的主人签的。',
  missing: '清单没有签名。',
  unchecked: '没有核对签名（用 --key 给出公钥）。',
};

/** Says what was found, and returns the exit code. */
export async function verifyCommand(args: readonly string[]): Promise<number> {
  try {
    const { values, positionals } = readArguments(
      { usage, words: 1, needs: '核对什么', options },
      args,
    );
    const [asked = ''] = positionals;
    const wanted = { ...values, place: asked };
    const report = await verifyRelease(wanted);
    const { findings, files, place, release, ownManifest, signature } = report;
    for (const finding of findings) console.log(formatFinding(finding));
    console.log(`${place}：版本 ${release}，清单上 ${files} 个文件。${signatures[signature]}`);
    if (!ownManifest && signature === 'unchecked') {
      console.log('清单取自被核对的地方，又没有公钥：能发现损坏和疏漏，发现不了连清单一起伪造的。');
    }
    if (/^https?:/.test(place)) {
      console.log('从网上看不到清单以外多出的文件；要查多出的，在服务器上核对文件夹。');
    }
    console.log(findings.length === 0 ? '全部一致。' : `有 ${findings.length} 处不一致。`);
    if (wanted.report !== undefined) {
      const dated = { checkedAt: new Date().toISOString(), ...report };
      writeFileSync(wanted.report, `${JSON.stringify(dated, undefined, 2)}\n`);
    }
    return findings.length === 0 ? 0 : 1;
  } catch (error) {
    const code = usageCode(error);
    if (code === undefined) reportFailure(error, root);
    return code ?? 2;
  }
}

if (import.meta.main) process.exitCode = await verifyCommand(process.argv.slice(2));
