/** What Vite makes of stylesheets: a map from the names in the file to the names in the page. */
declare module '*.module.css' {
  const classes: Readonly<Record<string, string>>;
  // biome-ignore lint/style/noDefaultExport: this is how Vite hands it over
  export default classes;
}
