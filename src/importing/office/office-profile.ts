import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What LibreOffice may not do with a file from anywhere: run a macro, start Java, follow a link, ask the network
 * (all requests go to a port of this machine where nobody listens).
 */
const settings: readonly (readonly [
  path: string,
  name: string,
  value: string | number | boolean,
])[] = [
  ['Common/Security/Scripting', 'DisableMacrosExecution', true],
  ['Common/Security/Scripting', 'MacroSecurityLevel', 3],
  ['Common/Security/Scripting', 'BlockUntrustedRefererLinks', true],
  ['Common/Security/Scripting', 'DisableActiveContent', true],
  ['Common/Misc', 'FirstRun', false],
  ['Java/VirtualMachine', 'Enable', false],
  ['Writer/Content/Update', 'Link', 0],
  ['Writer/Content/Update', 'Field', false],
  ['Writer/Content/Update', 'Chart', false],
  ['Calc/Content/Update', 'Link', 1],
  ['Inet/Settings', 'ooInetProxyType', 2],
  ['Inet/Settings', 'ooInetHTTPProxyName', '127.0.0.1'],
  ['Inet/Settings', 'ooInetHTTPProxyPort', 9],
  ['Inet/Settings', 'ooInetHTTPSProxyName', '127.0.0.1'],
  ['Inet/Settings', 'ooInetHTTPSProxyPort', 9],
  ['Inet/Settings', 'ooInetNoProxy', ''],
];

/** Writes a fresh profile for LibreOffice below `folder`, which nobody else uses. */
export function writeOfficeProfile(folder: string): void {
  const items = settings.map(([path, name, value]) => {
    const whole = path.startsWith('Inet/') ? path : `Office.${path}`;
    return `<item oor:path="/org.openoffice.${whole}"><prop oor:name="${name}" oor:op="fuse"><value>${value}</value></prop></item>`;
  });
  mkdirSync(join(folder, 'user'), { recursive: true });
  writeFileSync(
    join(folder, 'user/registrymodifications.xcu'),
    `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
${items.join('\n')}
</oor:items>
`,
  );
}
