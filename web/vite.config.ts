import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where `vite` in development finds the server; the built workbench is served by it, on the same port. */
const SERVER = process.env['CLEWLINE_DEV_SERVER'] ?? 'http://127.0.0.1:4000';

export default defineConfig({
  plugins: [react()],
  build: {
    manifest: true,
    // Nothing inlined as data: addresses, so that a strict content policy needs no exception.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
  },
  worker: { format: 'es' },
  server: { proxy: { '/graphql': SERVER, '/sign-in': SERVER } },
});
