import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where `vite dev` finds a server to talk to. */
const server = process.env.PARLEY_DEV_SERVER ?? 'http://127.0.0.1:4000';

export default defineConfig({
  base: '/dashboard/',
  plugins: [react()],
  build: {
    target: 'es2023',
    // The page's policy allows no data: addresses, so nothing is inlined.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules[\\/](?:react|react-dom|scheduler)[\\/]/, priority: 2 },
            { name: 'mantine', test: /node_modules[\\/]@(?:mantine|floating-ui)[\\/]/, priority: 1 },
          ],
        },
      },
    },
  },
  server: {
    proxy: {
      // The server checks the Origin of browsers, so the proxy speaks with the server's own.
      '/trpc': { target: server, ws: true, changeOrigin: true, headers: { origin: server } },
      '/api': { target: server, changeOrigin: true, headers: { origin: server } },
    },
  },
});
