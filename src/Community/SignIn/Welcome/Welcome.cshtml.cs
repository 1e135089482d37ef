using Infohub.Community.SignIn.Passkeys;
using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Microsoft.AspNetCore.Mvc;

namespace Infohub.Community.SignIn.Welcome;

[Access(Allow.Everyone)]
internal sealed class WelcomeModel(AcceptLink accept, Enrolment enrolment, Ceremonies ceremonies, Database database, TimeProvider clock) : EntryPage
{
    /// <summary>An address of white space alone arrives as null.</summary>
    [BindProperty(SupportsGet = true)]
    public string Token { get; set => field = value ?? ""; } = "";

    public OpenLink? Link { get; private set; }

    public Offer? Offer { get; private set; }

    /// <summary>Ticked before, where the form comes again.</summary>
    public bool AcceptsTerms { get; private set; }

    public IReadOnlyList<string>? Codes { get; private set; }

    /// <summary>Who comes in for the first time is shown around, once.</summary>
    public string Next => Link?.Purpose == OneTimeLinks.Invitation ? "/welcome-tour" : "/";

    /// <summary>Only shows: mail scanners that follow links use nothing up.</summary>
    public async Task<IActionResult> OnGetAsync()
    {
        Response.Headers.CacheControl = "no-store";
        return await FindAsync() ? Show(null) : Again(AcceptLink.Gone);
    }

    public async Task<IActionResult> OnPostAsync(string? password, string? code, string? secret, bool terms)
    {
        Response.Headers.CacheControl = "no-store";
        if (!SessionCookie.Allowed(Request) || !await FindAsync())
        {
            return Again(AcceptLink.Gone);
        }

        AcceptsTerms = terms;
        var answer = Answer(terms) with { Password = password ?? "", Code = code ?? "", SealedSecret = secret };
        var outcome = await accept.RunAsync(answer, Stop);
        if (!outcome.Done)
        {
            Show(secret);
            return Again(outcome.Refusal!);
        }

        SessionCookie.Write(HttpContext, outcome.Value.Token);
        Codes = outcome.Value.Codes;
        return Page();
    }

    public async Task<IActionResult> OnPostPasskeyOptionsAsync() =>
        await FindAsync() ? Options(await ceremonies.OfferAsync(HttpContext, Person(Link!))) : Told(AcceptLink.Gone);

    public async Task<IActionResult> OnPostPasskeyAsync(string? credential, bool terms)
    {
        if (!SessionCookie.Allowed(Request) || !await FindAsync())
        {
            return Told(AcceptLink.Gone);
        }

        var proof = await ceremonies.CheckNewAsync(HttpContext, Person(Link!), credential ?? "");
        if (!proof.Done)
        {
            return Told(proof.Refusal!);
        }

        var outcome = await accept.RunAsync(Answer(terms) with { Passkey = proof.Value }, Stop);
        if (!outcome.Done)
        {
            return Told(outcome.Refusal!);
        }

        SessionCookie.Write(HttpContext, outcome.Value.Token);
        return Told(Next);
    }

    private LinkAnswer Answer(bool terms) => new(Token, terms, From, SessionCookie.Read(Request));

    private static PasskeyPerson Person(OpenLink link) => new(link.PersonId, link.PersonUid, link.PersonName, link.Email);

    private async Task<bool> FindAsync() =>
        (Link = await database.ReadAsync(sql => OneTimeLinks.FindAsync(sql, Token, clock.Now(), Stop), Stop)) is not null;

    private IActionResult Show(string? secret)
    {
        Offer = enrolment.OfferTo(Link!.PersonUid, Link.Email, secret);
        return Page();
    }
}
