import { letYoungGenerationGrow } from '#infrastructure/main/young-generation';

// Everything else is loaded after it.
const main = async (): Promise<void> => {
  const { readConfig } = await import('#infrastructure/config/config');
  const { withOptions } = await import('#infrastructure/main/options');
  const config = readConfig(withOptions(process.env, process.argv.slice(2)));
  // Most of the product, and more than a second of a slow machine: a wrong setting is refused before.
  const { serve } = await import('#infrastructure/main/serve');
  await serve(config);
  letYoungGenerationGrow();
};

main().catch(async (error: unknown) => {
  const { stopWithOneLine } = await import('#infrastructure/main/stop-with-one-line');
  stopWithOneLine(error);
});
