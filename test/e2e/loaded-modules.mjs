// Loaded before the product: tells at the end how much of OpenTelemetry's tracer was loaded.
import { createRequire } from 'node:module';
import process from 'node:process';

const { cache } = createRequire(import.meta.url);
process.on('exit', () => {
  const loaded = Object.keys(cache).filter((path) => /@opentelemetry\/(?:sdk-|exporter-|otlp-|resources)/.test(path));
  process.stderr.write(`loaded ${loaded.length} files of the tracer\n`);
});
