import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: { index: 'src/index.ts', admin: 'src/admin.ts', chat: 'src/chat.ts', rest: 'src/rest.ts' },
  format: ['esm', 'cjs'],
  platform: 'neutral',
  target: 'es2022',
  // The package's own `.js` and `.cjs`, whatever the platform's default.
  outExtensions: ({ format }) =>
    format === 'cjs' ? { js: '.cjs', dts: '.d.cts' } : { js: '.js', dts: '.d.ts' },
  sourcemap: true,
  // The server's types are inlined, so that a consumer needs nothing of the workspace.
  dts: { eager: true },
  // Only the server's types are followed into its code; what it imports at run time is none of this package's.
  deps: { neverBundle: [/^node:/] },
  // Shipped as it is read: an application's own bundler minifies.
  minify: false,
});
