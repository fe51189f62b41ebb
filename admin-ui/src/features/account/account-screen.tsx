import { accountWords } from '../../shared/i18n/account.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { Screen } from '../../shared/ui/screen.js';
import { AlertsSection } from './alerts-section.js';
import { LookSection } from './look-section.js';
import { PasswordSection } from './password-section.js';
import { SessionsSection } from './sessions-section.js';
import { YouSection } from './you-section.js';

export const AccountScreen = () => {
  const t = useText(accountWords);
  return (
    <Screen title={t.title} text={t.text} width="narrow">
      <YouSection />
      <LookSection />
      <AlertsSection />
      <PasswordSection />
      <SessionsSection />
    </Screen>
  );
};
