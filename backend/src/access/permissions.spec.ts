import type { Permission, Principal, Role, Scope } from '../core/principal.js';
import { PERMISSIONS, ROLES } from '../core/principal.js';
import { isAllowed, permissionsOf } from './permissions.js';

const staff = (role: Role): Principal => ({
  kind: 'staff',
  agencyId: 'a',
  agencyName: 'A',
  userId: 'u',
  sessionId: 's',
  role,
  name: 'N',
  email: 'n@example.com',
});
const apiKey = (...scopes: Scope[]): Principal => ({
  kind: 'api-key',
  agencyId: 'a',
  agencyName: 'A',
  keyId: 'k',
  scopes,
  name: 'K',
});

//                                       owner admin manager viewer talent | read write
const EXPECTED: Record<Permission, string> = {
  'session:self': '      yes   yes   yes     yes    yes      no    no',
  'agency:read': '       yes   yes   yes     yes    yes      yes   no',
  'agency:manage': '     yes   no    no      no     no       no    no',
  'staff:read': '        yes   yes   yes     yes    no       yes   no',
  'staff:manage': '      yes   yes   no      no     no       no    no',
  'api-key:manage': '    yes   yes   no      no     no       no    no',
  'talent:read': '       yes   yes   yes     yes    no       yes   no',
  'talent:write': '      yes   yes   yes     no     no       no    yes',
  'talent:delete': '     yes   yes   yes     no     no       no    yes',
  'connection:read': '   yes   yes   yes     yes    no       yes   no',
  'connection:write': '  yes   yes   yes     no     no       no    yes',
  'connection:delete': ' yes   yes   yes     no     no       no    yes',
  'activity:read': '     yes   yes   yes     yes    no       yes   no',
  'platform:read': '     yes   yes   yes     yes    no       yes   no',
  'platform:check': '    yes   yes   no      no     no       no    no',
  'invitation:read': '        yes   yes   yes     yes    no       yes   no',
  'invitation:write': '       yes   yes   yes     no     no       no    yes',
  'app-credential:manage': '  yes   yes   no      no     no       no    no',
  'own:read': '               no    no    no      no     yes      no    no',
  'own:write': '              no    no    no      no     yes      no    no',
};
const CALLERS = [...ROLES.map(staff), apiKey('read'), apiKey('write')];

describe('permissions', () => {
  it.each(PERMISSIONS)('%s is granted as the table says', (permission) => {
    const granted = CALLERS.map((caller) => (isAllowed(caller, permission) ? 'yes' : 'no'));
    expect(granted).toEqual(EXPECTED[permission].trim().split(/\s+/));
  });

  it('adds up the scopes of a key', () => {
    expect(permissionsOf(apiKey('read', 'write'))).toEqual(
      PERMISSIONS.filter((permission) => /yes\s+no$|no\s+yes$/.test(EXPECTED[permission])),
    );
  });

  it('gives a key without scopes nothing', () => {
    expect(permissionsOf(apiKey())).toEqual([]);
  });
});
