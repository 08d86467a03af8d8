/** The clouds screen: accounts, their form and their test. */
export function CloudsPage() {
  return <section className="stage" />;
}
