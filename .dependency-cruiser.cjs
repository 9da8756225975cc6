/**
 * Imports run one way: http → socket → bridge → doors → procedures → domain → audit, limits → db → credentials → env → kernel → shared
 * (docs/architecture.md). A rule for each layer names what it may not reach.
 */
const layers = [
  'main.ts',
  'start',
  'http',
  'runtime',
  'identity',
  'socket',
  'bridge',
  'doors',
  'procedures',
  'domain',
  'audit',
  'limits',
  'db',
  'credentials',
  'env',
  'kernel',
];

const place = (name) => (name.endsWith('.ts') ? `^src/server/${name.replace('.', '\\.')}$` : `^src/server/${name}/`);

const oneWay = layers.slice(1).map((name, index) => ({
  name: `${name}-looks-down-only`,
  severity: 'error',
  from: { path: place(name), pathNot: '\\.test\\.ts$' },
  to: {
    path: layers
      .slice(0, index + 1)
      .map(place)
      .join('|'),
  },
}));

module.exports = {
  forbidden: [
    ...oneWay,
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    {
      name: 'shared-is-for-everybody',
      comment: 'The browser loads it too.',
      severity: 'error',
      from: { path: '^src/shared/' },
      to: { path: '^src/(server|app|components|lib)/' },
    },
    {
      name: 'the-browser-takes-types-only',
      comment: 'Server code in the browser would leak it, or fail there.',
      severity: 'error',
      from: { path: '^src/(components|lib)/' },
      to: { path: '^src/server/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'nothing-but-start-seeds',
      severity: 'error',
      from: { path: '^src/server/(?!main\\.ts|start/|seed/)' },
      to: { path: '^src/server/seed/' },
    },
    {
      name: 'health-data-through-the-tenant-database',
      comment: 'A pool of its own would have no tenant.',
      severity: 'error',
      from: { path: '^src/server/(?!db/|audit/audit-connection|seed/|start/)', pathNot: '\\.test\\.ts$' },
      to: { path: '^node_modules/(pg|@prisma/client|@prisma/adapter-pg)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, pathNot: '(^src/(app|proxy)|\\.test\\.ts$|generated/|\\.css$)' },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: 'generated/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
};
