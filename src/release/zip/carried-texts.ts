import type { Release } from '../release-store.ts';

/** Programs that check what was unpacked, for Linux and for Windows, by their names. */
export function checkScripts(checksums: string): Readonly<Record<string, string>> {
  const shell = [
    '#!/bin/sh',
    '# 核对解压出来的每一个文件；没有话说就是有错。',
    'cd "$(dirname "$0")" || exit 2',
    `if sha256sum -c --quiet ${checksums}; then echo 全部文件完整; else echo 有文件缺少或被改动，见上; exit 1; fi`,
    '',
  ].join('\n');
  const powershell = [
    '# 核对解压出来的每一个文件：在 PowerShell 里运行  .\\check.ps1',
    '$bad = 0',
    `foreach ($line in [IO.File]::ReadAllLines((Join-Path $PSScriptRoot '${checksums}'))) {`,
    '  $hash = $line.Substring(0, 64)',
    '  $path = $line.Substring(66)',
    '  $file = Join-Path $PSScriptRoot $path',
    '  if (-not (Test-Path -LiteralPath $file)) { Write-Output "缺少  $path"; $bad++ }',
    '  elseif ((Get-FileHash -LiteralPath $file -Algorithm SHA256).Hash -ne $hash) { Write-Output "被改动  $path"; $bad++ }',
    '}',
    'if ($bad -eq 0) { Write-Output "全部文件完整" } else { exit 1 }',
    '',
  ].join('\r\n');
  // Windows' own PowerShell takes a script without the mark for the local code page.
  return { 'check.sh': shell, 'check.ps1': `\uFEFF${powershell}` };
}

/** What the person on the other side does, in a text that Windows' own editor shows as well. */
export function instructions({ id, manifest: { url, base } }: Release): string {
  const place = `release-${id}`;
  return `\uFEFF${[
    `网站 ${url}${base} 的版本 ${id}`,
    '',
    '一、核对',
    '  Linux：sh check.sh        Windows：在 PowerShell 里运行 .\\check.ps1',
    '  显示“全部文件完整”才往下做。',
    '',
    '二、换上（Linux，网站根目录是 current 这个符号链接时）',
    `  1. 把 ${place} 放到 current 旁边。`,
    `  2. cp -rn current/_assets current/pagefind ${place}/site/`,
    '     正开着旧页面的读者还要用旧的样式、程序和检索文件；第一次发布没有 current，跳过这一步。',
    `  3. ln -s ${place}/site current.next && mv -T current.next current`,
    '     一步换完，中间没有一半新一半旧的时候。',
    '',
    '二、换上（只能往一个文件夹里拷时）',
    '  按这个顺序覆盖：先 _assets 和 pagefind 里的文件夹，再除 .html 以外的文件和文件夹，',
    '  然后全部 .html（连同 .html.br、.html.gz），最后 manifest.* 和 release.json*。旧文件先不删。',
    '',
    '三、退回',
    '  旧的文件夹还在，让 current 重新指向它：ln -s <旧文件夹>/site current.next && mv -T current.next current',
    '  至少留一个旧版本；更旧的可以删。',
    '',
    'servers 里是 nginx、Caddy、Apache 的配置和 _headers 文件。',
    '',
  ].join('\r\n')}`;
}
