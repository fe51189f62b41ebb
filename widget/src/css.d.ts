declare module '*.css?inline' {
  const css: string;
  // biome-ignore lint/style/noDefaultExport: how Vite hands over a style sheet
  export default css;
}
