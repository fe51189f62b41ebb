// Compresses the built panel once, so that the server sends small files without working for it at each request.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const folder = join(import.meta.dirname, '../dist/admin-ui/assets');
const params = { [constants.BROTLI_PARAM_QUALITY]: 9 };
for (const name of readdirSync(folder).filter((each) => /\.(?:js|css|svg)$/.test(each))) {
  const bytes = readFileSync(join(folder, name));
  writeFileSync(join(folder, `${name}.br`), brotliCompressSync(bytes, { params }));
  writeFileSync(join(folder, `${name}.gz`), gzipSync(bytes, { level: 9 }));
}
