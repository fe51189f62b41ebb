/** Passwords of 12 characters and more that lead the published lists; shorter ones are refused by their length. */
export const commonPasswords: ReadonlySet<string> = new Set(
  `123456789012 1234567890123 12345678901234 123456789012345 1234567890123456 12345678910 123456789101112 1234567891011
  123123123123 123412341234 121212121212 112233445566 102030405060 987654321012 098765432109 0987654321098 147258369147
  1q2w3e4r5t6y 1q2w3e4r5t6y7u 1q2w3e4r5t6y7u8i 1qaz2wsx3edc 1qaz2wsx3edc4rfv 1qazxsw23edc zaq12wsxcde3 zaq1xsw2cde3
  qwertyuiop12 qwertyuiop123 qwertyuiop1234 qwertyuiopas qwertyuiopasdfgh qwertyuiop[] qwerty123456 qwerty1234567
  qwerty12345678 qwertyqwerty qwerty123qwerty qwertyuiopasdfghjklzxcvbnm asdfghjkl123 asdfghjkl1234 asdfghjkl;'
  asdfasdfasdf asdfqwerzxcv zxcvbnmasdfg qazwsxedcrfv qazwsxedc123 qweasdzxc123 qweasdzxc1234 poiuytrewq12
  password1234 password12345 password123456 password123! password1234! password2020 password2021 password2022
  password2023 password2024 password2025 password2026 passwordpassword password@123 password@1234 password!123
  p@ssw0rd1234 p@ssword1234 p@ssw0rd123! passw0rd1234 passw0rd123! pa55word1234 mypassword12 mypassword123 mypassword1234
  thisismypassword thepassword1 newpassword1 newpassword123 changeme1234 changeme12345 changeme123! changemenow1
  letmein12345 letmein123456 letmeinletmein welcome12345 welcome123456 welcome1234! welcome@1234 welcome2024!
  welcome2025! welcome2026! welcomehome1 administrator administrator1 administrator123 admin1234567 admin12345678
  admin123456789 adminadminadmin adminadmin12 admin@123456 administrador superadmin123 superuser1234 rootrootroot
  iloveyou1234 iloveyou12345 iloveyou123456 iloveyouiloveyou iloveyousomuch iloveyouforever iloveyoubaby1 loveyouforever
  sunshine1234 princess1234 football1234 baseball1234 basketball12 basketball123 liverpool123 liverpoolfc1 manchester123
  manchesterunited chelseafc1234 barcelona123 realmadrid123 superman1234 batman123456 spiderman123 starwars1234
  pokemon12345 dragon123456 monkey123456 michael12345 charlie12345 jennifer1234 jessica12345 samsung12345
  computer1234 internet1234 whatsapp1234 facebook1234 google123456 microsoft123 windows12345 abcdefghijkl
  abcdefghijklm abcdefghijklmnop abcdefghijklmnopqrstuvwxyz abcd12345678 abcd1234abcd abc123456789 abc123abc123 a1b2c3d4e5f6
  a1b2c3d4e5f6g7 aa1234567890 q1w2e3r4t5y6 q1w2e3r4t5y6u7 trustno1trustno1 correcthorsebatterystaple testtesttest
  testpassword test12345678 test123456789 temporary123 secret123456 secretsecret supersecret1 supersecret123
  bismillah123 bismillah1234 bismillah786 alhamdulillah mohammed1234 mohamed12345 muhammad1234 ahmed1234567
  allahakbar123 insha'allah1 dubai1234567 kuwait123456 saudiarabia1 habibihabibi company12345 business1234
  summer2024!! summer2025!! winter2024!! spring2025!! january12345`.split(/\s+/),
);
