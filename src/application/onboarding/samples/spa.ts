import type { Pair, Sample } from '#application/onboarding/samples/sample';

const massage: Pair = ['Massage', 'المساج'];
const bath: Pair = ['Bath', 'الحمام'];
const care: Pair = ['Face and hands', 'الوجه واليدان'];

export const spa: Sample = {
  requires: ['name', 'date'],
  services: [
    {
      name: ['Relaxing massage', 'مساج استرخاء'],
      description: ['60 minutes with warm oil, from head to toe.', 'ستون دقيقة بالزيت الدافئ من الرأس إلى القدمين.'],
      category: massage,
      dollars: 60,
    },
    {
      name: ['Deep tissue massage', 'مساج الأنسجة العميقة'],
      description: ['60 minutes of firm pressure for tired muscles.', 'ستون دقيقة بضغط قوي للعضلات المتعبة.'],
      category: massage,
      dollars: 75,
    },
    {
      name: ['Hot stone massage', 'مساج الأحجار الساخنة'],
      description: ['75 minutes with warm basalt stones.', 'خمس وسبعون دقيقة بأحجار البازلت الدافئة.'],
      category: massage,
      dollars: 85,
    },
    {
      name: ['Foot reflexology', 'ريفلكسولوجي القدمين'],
      description: ['40 minutes on the pressure points of the feet.', 'أربعون دقيقة على نقاط الضغط في القدمين.'],
      category: massage,
      dollars: 40,
    },
    {
      name: ['Moroccan bath', 'حمام مغربي'],
      description: ['Steam, black soap and a scrub with the kessa glove.', 'بخار وصابون أسود وتقشير بليفة الكيس.'],
      category: bath,
      dollars: 55,
    },
    {
      name: ['Royal Moroccan bath', 'حمام مغربي ملكي'],
      description: [
        'The Moroccan bath with a clay wrap and a head massage.',
        'الحمام المغربي مع لفافة طين وتدليك للرأس.',
      ],
      category: bath,
      dollars: 90,
    },
    {
      name: ['Classic facial', 'تنظيف بشرة كلاسيكي'],
      description: [
        'Cleansing, steam, extraction and a mask in 50 minutes.',
        'تنظيف وبخار وإزالة رؤوس سوداء وقناع في خمسين دقيقة.',
      ],
      category: care,
      dollars: 50,
    },
    {
      name: ['Manicure', 'مانيكير'],
      description: ['Nails, cuticles and a polish of your choice.', 'عناية بالأظافر والجلد حولها مع طلاء من اختيارك.'],
      category: care,
      dollars: 20,
    },
    {
      name: ['Pedicure', 'باديكير'],
      description: ['Foot bath, scrub, nails and a polish.', 'حمام قدمين وتقشير وعناية بالأظافر مع طلاء.'],
      category: care,
      dollars: 25,
    },
  ],
  faqs: [
    {
      category: 'Hours',
      questions: [
        'When are you open?',
        'What are your opening hours?',
        'Are you open on Friday?',
        'متى تفتحون؟',
        'ما هي مواعيد العمل؟',
      ],
      answer: [
        'We are open every day from 10 in the morning to 10 in the evening.',
        'نحن مفتوحون كل يوم من العاشرة صباحًا حتى العاشرة مساءً.',
      ],
    },
    {
      category: 'Booking',
      questions: [
        'Do I need an appointment?',
        'Can I come without booking?',
        'How do I book?',
        'هل أحتاج إلى موعد؟',
        'كيف أحجز؟',
      ],
      answer: [
        'Please send a request here with your name, day and time; our team replies to you.',
        'أرسل طلبك هنا مع الاسم واليوم والوقت، وسيرد عليك فريقنا.',
      ],
    },
    {
      category: 'Booking',
      questions: [
        'How do I change my appointment?',
        'Can I move my booking?',
        'I need another time',
        'كيف أغير موعدي؟',
        'أريد تغيير الموعد',
      ],
      answer: [
        'Write to us here at least three hours before, and our team finds another time.',
        'راسلنا هنا قبل الموعد بثلاث ساعات على الأقل ليجد لك الفريق وقتًا آخر.',
      ],
    },
    {
      category: 'Visit',
      questions: [
        'Is there parking?',
        'Where can I park?',
        'Do you have a car park?',
        'هل يوجد موقف سيارات؟',
        'أين أوقف سيارتي؟',
      ],
      answer: ['Yes, there are parking spaces in front of the building.', 'نعم، توجد مواقف أمام المبنى.'],
    },
    {
      category: 'Visit',
      questions: [
        'What should I bring?',
        'Do I need to bring towels?',
        'Do you give towels and slippers?',
        'ماذا أحضر معي؟',
        'هل توفرون المناشف؟',
      ],
      answer: [
        'Nothing: towels, a robe and slippers are here for you.',
        'لا شيء: المناشف والروب والنعال متوفرة لدينا.',
      ],
    },
  ],
};
