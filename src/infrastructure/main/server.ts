import { letYoungGenerationGrow } from '#infrastructure/main/young-generation';

// Everything else is loaded after it.
const main = async (): Promise<void> => {
  const { readConfig } = await import('#infrastructure/config/config');
  const { withOptions } = await import('#infrastructure/main/options');
  const { serve } = await import('#infrastructure/main/serve');
  await serve(readConfig(withOptions(process.env, process.argv.slice(2))));
  letYoungGenerationGrow();
};

main().catch(async (error: unknown) => {
  const { stopWithOneLine } = await import('#infrastructure/main/stop-with-one-line');
  stopWithOneLine(error);
});
