import type { Pair, Sample } from '#application/onboarding/samples/sample';

const visits: Pair = ['Consultations', 'الاستشارات'];
const dental: Pair = ['Dental', 'الأسنان'];
const checks: Pair = ['Check-ups', 'الفحوصات'];

export const clinic: Sample = {
  requires: ['name', 'phone', 'date'],
  services: [
    {
      name: ['General consultation', 'استشارة طبيب عام'],
      description: ['20 minutes with a general practitioner.', 'عشرون دقيقة مع طبيب عام.'],
      category: visits,
      dollars: 45,
    },
    {
      name: ['Paediatric consultation', 'استشارة طب أطفال'],
      description: ['For children up to 14 years.', 'للأطفال حتى سن الرابعة عشرة.'],
      category: visits,
      dollars: 60,
    },
    {
      name: ['Dermatology consultation', 'استشارة جلدية'],
      description: ['Skin, hair and nails, with a specialist.', 'البشرة والشعر والأظافر مع أخصائي.'],
      category: visits,
      dollars: 70,
    },
    {
      name: ['Follow-up visit', 'زيارة متابعة'],
      description: ['Within 14 days of a consultation.', 'خلال 14 يومًا من الاستشارة.'],
      category: visits,
      dollars: 20,
    },
    {
      name: ['Dental check-up', 'كشف أسنان'],
      description: ['Examination with an X-ray where it is needed.', 'فحص مع أشعة عند الحاجة.'],
      category: dental,
      dollars: 35,
    },
    {
      name: ['Teeth cleaning', 'تنظيف الأسنان'],
      description: ['Scaling and polishing in 40 minutes.', 'إزالة الجير والتلميع خلال أربعين دقيقة.'],
      category: dental,
      dollars: 55,
    },
    {
      name: ['Blood test panel', 'تحليل دم شامل'],
      description: ['Blood count, sugar, cholesterol and vitamin D.', 'صورة الدم والسكر والكوليسترول وفيتامين د.'],
      category: checks,
      dollars: 50,
    },
    {
      name: ['Annual check-up', 'فحص سنوي شامل'],
      description: ['Consultation, blood tests and an ECG.', 'استشارة وتحاليل دم وتخطيط قلب.'],
      category: checks,
      dollars: 140,
    },
  ],
  faqs: [
    {
      category: 'Hours',
      questions: [
        'When are you open?',
        'What are the clinic hours?',
        'Are you open on Saturday?',
        'متى تفتحون؟',
        'ما هي مواعيد العيادة؟',
      ],
      answer: [
        'The clinic is open from Saturday to Thursday, 9 in the morning to 9 in the evening.',
        'العيادة مفتوحة من السبت إلى الخميس من التاسعة صباحًا حتى التاسعة مساءً.',
      ],
    },
    {
      category: 'Emergency',
      questions: [
        'What do I do in an emergency?',
        'It is urgent',
        'I need help now',
        'حالة طارئة',
        'ماذا أفعل في الطوارئ؟',
      ],
      answer: [
        'In an emergency call the ambulance of your country at once. This chat is not watched around the clock.',
        'في الحالات الطارئة اتصل بالإسعاف فورًا. هذه المحادثة غير مراقبة على مدار الساعة.',
      ],
    },
    {
      category: 'Insurance',
      questions: [
        'Do you take insurance?',
        'Which insurance do you accept?',
        'Is my insurance covered?',
        'هل تقبلون التأمين؟',
        'ما شركات التأمين المقبولة؟',
      ],
      answer: [
        'Tell us the name of your insurance here, and our team checks it before your visit.',
        'اكتب لنا اسم شركة التأمين هنا وسيتحقق الفريق منه قبل زيارتك.',
      ],
    },
    {
      category: 'Booking',
      questions: [
        'How do I book an appointment?',
        'Can I come without an appointment?',
        'I want to see a doctor',
        'كيف أحجز موعدًا؟',
        'أريد موعدًا مع طبيب',
      ],
      answer: [
        'Send a request here with your name, phone number, day and time; our team replies to you.',
        'أرسل طلبك هنا مع الاسم والهاتف واليوم والوقت، وسيرد عليك فريقنا.',
      ],
    },
    {
      category: 'Results',
      questions: [
        'When are my results ready?',
        'How do I get my test results?',
        'Are my results there?',
        'متى تظهر النتائج؟',
        'كيف أحصل على نتائج التحليل؟',
      ],
      answer: [
        'Most results are ready after two working days; you receive them at the clinic or from our team.',
        'تظهر معظم النتائج بعد يومي عمل، وتستلمها من العيادة أو من فريقنا.',
      ],
    },
  ],
};
