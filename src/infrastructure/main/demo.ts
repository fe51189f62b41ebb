import type { Application } from '#infrastructure/composition/application';
import { tokens } from '#infrastructure/composition/tokens';
import { type Config, readConfig } from '#infrastructure/config/config';
import { demoPassword } from '#infrastructure/demo/demo-password';
import { demoAdmin, demoBusinesses, demoNumbers } from '#infrastructure/demo/demo-plan';
import { SeedDemo } from '#infrastructure/demo/seed-demo';
import { serve } from '#infrastructure/main/serve';
import { stopWithOneLine } from '#infrastructure/main/stop-with-one-line';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const tellOfPhone = (phoneUrl: string): void => {
  say('WhatsApp, emulated on this machine');
  say(`  virtual phones  ${phoneUrl}`);
  say(
    `  to link: in the panel of ${demoBusinesses[0]?.name}, Channels → ${demoNumbers.toLink} → State and link → Show the QR`,
  );
  say('  code → Copy for the virtual phone; then here, on the phone of the business: ··· → paste it → Scan.');
  say('');
};

const tell = (url: string, password: string): void => {
  say('');
  for (const { name, slug, email } of demoBusinesses) {
    say(name);
    say(`  shop page   ${url}/demo/${slug}`);
    say(`  panel       ${url}/app/   ${email}   ${password}`);
    say('');
  }
  say('Platform');
  say(`  panel       ${url}/app/   ${demoAdmin.email}   ${password}`);
  say('');
};

/** The product with two businesses in it, in a data folder of its own. */
const main = async (): Promise<void> => {
  // Where the virtual phone is: of the demo, and no setting of the product.
  const { WAKIL_DEMO_PHONE_URL: phoneUrl, ...environment } = process.env;
  const config = readConfig({ WAKIL_DATA_DIR: './data-demo', WAKIL_LOG_LEVEL: 'warn', ...environment });
  const password = demoPassword(config.dataDir);
  const prepare = async ({ container }: Application, { publicUrl }: Config): Promise<void> => {
    say('Preparing the demo. The first time this takes some seconds …');
    await new SeedDemo({
      store: container.get(tokens.store),
      useCases: container.get(tokens.useCases),
      setupToken: container.get(tokens.setupToken).value,
      password,
      isEmulated: config.whatsapp.url !== null,
    }).execute();
    tell(publicUrl, password);
    if (phoneUrl !== undefined) tellOfPhone(phoneUrl);
  };
  await serve(config, prepare);
};

main().catch(stopWithOneLine);
