import { readConfig } from '#infrastructure/config/config';
import { serve } from '#infrastructure/main/serve';
import { stopWithOneLine } from '#infrastructure/main/stop-with-one-line';

const main = (): Promise<void> => serve(readConfig(process.env));

Promise.resolve().then(main).catch(stopWithOneLine);
