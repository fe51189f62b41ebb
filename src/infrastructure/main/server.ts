import { letYoungGenerationGrow } from '#infrastructure/main/young-generation';

// Everything else is loaded after it.
const main = async (): Promise<void> => {
  const { readConfig } = await import('#infrastructure/config/config');
  const { serve } = await import('#infrastructure/main/serve');
  await serve(readConfig(process.env));
  letYoungGenerationGrow();
};

main().catch(async (error: unknown) => {
  const { stopWithOneLine } = await import('#infrastructure/main/stop-with-one-line');
  stopWithOneLine(error);
});
