/**
 * The floors of the house, one rule each: imports go down only, and between modules only through the front door.
 * `docs/architecture.md` draws them.
 */
const MODULES = 'core|platforms|audit|access|talents|connections|imports|live|oauth|ingestion|intelligence|operations';

/** @param {...string} names */
const inside = (...names) => `^backend/src/(${names.join('|')})/`;

/** The files that put modules together; nothing imports them. */
const COMPOSITION = '^backend/src/[^/]+\\.ts$';
const SPEC = '\\.spec\\.ts$';

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const floors = [
  {
    name: 'core-is-the-ground',
    from: { path: inside('core') },
    to: { path: '^backend/src/(?!core/|generated/)' },
  },
  {
    name: 'platforms-stand-on-core',
    from: { path: inside('platforms') },
    to: { path: '^backend/src/(?!core/|platforms/)' },
  },
  {
    name: 'audit-knows-nobody',
    from: { path: inside('audit') },
    to: {
      path: inside(
        'access',
        'talents',
        'platforms',
        'connections',
        'imports',
        'live',
        'oauth',
        'ingestion',
        'intelligence',
        'operations',
      ),
    },
  },
  {
    name: 'access-knows-audit-only',
    from: { path: inside('access') },
    to: {
      path: inside(
        'talents',
        'platforms',
        'connections',
        'imports',
        'live',
        'oauth',
        'ingestion',
        'intelligence',
        'operations',
      ),
    },
  },
  {
    name: 'talents-know-access-and-audit-only',
    from: { path: inside('talents') },
    to: {
      path: inside('platforms', 'connections', 'imports', 'live', 'oauth', 'ingestion', 'intelligence', 'operations'),
    },
  },
  {
    name: 'connections-look-down',
    from: { path: inside('connections') },
    to: { path: inside('imports', 'live', 'oauth', 'ingestion', 'intelligence', 'operations') },
  },
  {
    name: 'imports-look-down',
    from: { path: inside('imports') },
    to: { path: inside('live', 'oauth', 'ingestion', 'intelligence', 'operations') },
  },
  {
    name: 'live-looks-down',
    from: { path: inside('live') },
    to: { path: inside('imports', 'oauth', 'ingestion', 'intelligence', 'operations') },
  },
  {
    name: 'oauth-looks-down',
    from: { path: inside('oauth') },
    to: { path: inside('imports', 'live', 'ingestion', 'intelligence', 'operations') },
  },
  {
    name: 'ingestion-looks-down',
    from: { path: inside('ingestion') },
    to: { path: inside('imports', 'live', 'intelligence', 'operations') },
  },
  {
    name: 'the-top-floor-is-apart',
    comment: 'Intelligence and operations stand beside each other.',
    from: { path: inside('intelligence') },
    to: { path: inside('operations') },
  },
  {
    name: 'operations-look-down',
    from: { path: inside('operations') },
    to: { path: inside('imports', 'live', 'oauth', 'intelligence') },
  },
  {
    name: 'composition-is-the-roof',
    comment: 'Modules never import an entry file or the root modules.',
    from: { path: `^backend/src/(${MODULES})/` },
    to: { path: COMPOSITION },
  },
];

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const doors = [
  {
    name: 'contract-stands-alone',
    from: { path: '^backend/src/platforms/contract/' },
    to: { path: '^backend/src/platforms/(?!contract/)' },
  },
  {
    name: 'platforms-are-strangers',
    from: { path: '^backend/src/platforms/adapters/([^/]+)/' },
    to: { path: '^backend/src/platforms/adapters/', pathNot: '^backend/src/platforms/adapters/$1/' },
  },
  {
    name: 'only-the-catalogue-opens-adapters',
    comment: 'And only by their index.',
    from: {
      path: '^backend/src/',
      pathNot: ['^backend/src/platforms/adapters/', '^backend/src/platforms/catalogue\\.ts$', SPEC],
    },
    to: { path: '^backend/src/platforms/adapters/' },
  },
  {
    name: 'an-adapter-has-one-door',
    from: { path: '^backend/src/platforms/catalogue\\.ts$' },
    to: { path: '^backend/src/platforms/adapters/', pathNot: '/index\\.ts$' },
  },
  {
    name: 'prisma-only-in-repositories',
    from: {
      path: '^backend/src/',
      pathNot: ['\\.repository\\.ts$', '^backend/src/core/database/', '^backend/src/generated/'],
    },
    to: { path: '^backend/src/generated/' },
  },
  {
    name: 'use-the-front-door',
    comment: 'Across modules only *.module.ts, *.service.ts, *.events.ts, the platform contract, registry and gateway.',
    from: { path: `^backend/src/(${MODULES})/`, pathNot: SPEC },
    to: {
      path: `^backend/src/(${MODULES})/`,
      pathNot: [
        '^backend/src/$1/',
        '^backend/src/core/',
        '\\.(module|service|events)\\.ts$',
        '^backend/src/platforms/contract/',
        '^backend/src/platforms/platform\\.(registry|gateway)\\.ts$',
      ],
    },
  },
  {
    name: 'no-test-code-in-the-product',
    from: { path: '^(backend|frontend)/src/', pathNot: [SPEC, '/testing/'] },
    to: { path: [SPEC, '/testing/', '^test/'] },
  },
];

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const frontend = [
  { name: 'front-and-back-are-apart', from: { path: '^frontend/' }, to: { path: '^(backend|prisma)/' } },
  { name: 'back-and-front-are-apart', from: { path: '^backend/' }, to: { path: '^frontend/' } },
  {
    name: 'ui-knows-no-feature',
    from: { path: '^frontend/src/app/ui/' },
    to: { path: '^frontend/src/app/(?!ui/)' },
  },
  {
    name: 'core-knows-no-feature',
    from: { path: '^frontend/src/app/core/' },
    to: { path: '^frontend/src/app/(?!core/|ui/)[^/]+/' },
  },
  {
    name: 'features-are-strangers',
    from: { path: '^frontend/src/app/(?!core/|ui/|pages/)([^/]+)/' },
    to: { path: '^frontend/src/app/(?!core/|ui/)[^/]+/', pathNot: '^frontend/src/app/$1/' },
  },
];

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const hygiene = [
  { name: 'no-cycles', from: { pathNot: '^backend/src/generated/' }, to: { circular: true } },
  {
    name: 'no-unlisted-package',
    from: { path: '^(backend|frontend|test|scripts)/', pathNot: '^backend/src/generated/' },
    to: { dependencyTypes: ['unknown', 'undetermined', 'npm-no-pkg', 'npm-unknown'] },
  },
];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [...floors, ...doors, ...frontend, ...hygiene].map((rule) => ({ severity: 'error', ...rule })),
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|\\.angular|coverage)/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'] },
  },
};
