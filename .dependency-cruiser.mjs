/**
 * Who may import whom. The numbers are the rules of the house style; each has a planted violation in
 * test/architecture/boundaries.test.ts, because a cruiser that sees nothing passes too.
 *
 * R5 (process.env), and barrels and default exports of R6, are not about imports: biome.json holds them. The front ends (R8, R9)
 * are judged by test/architecture/front-ends.test.ts: the swc parser reads no TSX here and does not tell `import type` from `import`.
 */
const ownFamily = '^src/adapters/$1/';

const rule = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to });

const layers = [
  rule(
    'r1-domain-imports-domain',
    'The domain is pure: no package, no node module, no other layer.',
    { path: '^src/domain/' },
    { pathNot: '^src/domain/' },
  ),
  rule(
    'r2-application-imports-domain-and-application',
    'The application reaches the world through its ports.',
    { path: '^src/application/' },
    { pathNot: '^src/(?:domain|application)/' },
  ),
  rule(
    'r3-adapter-families-are-strangers',
    'An adapter imports the core, its own family, adapters/shared, and packages.',
    { path: '^src/adapters/([^/]+)/' },
    { path: '^src/adapters/', pathNot: [ownFamily, '^src/adapters/shared/'] },
  ),
  rule(
    'r3-adapters-know-nothing-of-the-whole',
    'Only infrastructure knows how things are joined.',
    { path: '^src/adapters/' },
    { path: '^src/infrastructure/' },
  ),
  rule(
    'r4-inversify-in-composition-only',
    'Classes know nothing of the container.',
    { path: '^(?:src|test)/', pathNot: '^src/infrastructure/composition/' },
    { path: ['node_modules/inversify/', '^inversify$', 'node_modules/reflect-metadata/'] },
  ),
  rule('r6-no-cycles', 'A cycle is one module in several files.', {}, { circular: true }),
  rule('r7-src-never-imports-test', 'Tests are not part of the product.', { path: '^src/' }, { path: '^test/' }),
];

const hygiene = [
  rule(
    'ai-adapters-see-the-language-model-port-only',
    'A model has no repository and no tool with effects: it proposes, the domain disposes.',
    { path: '^src/adapters/ai/' },
    {
      path: '^src/application/',
      pathNot: '^src/application/ports/(?:language-model|embedder|transcriber|ai-vendors)\\.ts$',
    },
  ),
  rule(
    'ai-adapters-see-what-a-briefing-is-made-of',
    'What a model is told are words and ids: no rule about orders, settings, people or channels is within its reach.',
    { path: '^src/adapters/ai/' },
    {
      path: '^src/domain/',
      pathNot: [
        '^src/domain/(?:assistant|understanding|knowledge|functions|shared)/',
        '^src/domain/catalogue/(?:catalogue-snapshot|faq|service)\\.ts$',
        '^src/domain/conversation/(?:dialogue|turn)\\.ts$',
        '^src/domain/orders/order-slot\\.ts$',
        '^src/domain/ai/cost\\.ts$',
      ],
    },
  ),
  rule('no-unresolvable', 'An import that leads nowhere.', {}, { couldNotResolve: true }),
  rule(
    'no-dev-dependency-in-src',
    'What runs in production is installed in production.',
    { path: '^src/' },
    { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
  ),
];

export default {
  forbidden: [...layers, ...hygiene],
  options: {
    parser: 'swc',
    // Tests of the front ends reach into them; what lies there is judged by test/architecture/front-ends.test.ts.
    doNotFollow: { path: ['node_modules', '^(?:admin-ui|widget)/'] },
    exclude: { path: '^(?:dist|data|sessions)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      conditionNames: ['source', 'import', 'node', 'default', 'types'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.tsx', '.js', '.json'],
    },
  },
};
