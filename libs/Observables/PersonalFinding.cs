namespace Infohub.Observables;

/// <summary>Kinds of personal data and secrets that are pointed out before a text is shared.</summary>
public enum PersonalKind
{
    /// <summary>An identity card number whose check character fits.</summary>
    IdentityNumber,

    /// <summary>A payment card number: a known issuer's prefix, its length, and the Luhn check (ISO/IEC 7812-1).</summary>
    PaymentCard,

    /// <summary>A private key in PEM (RFC 7468), from its first line to its last, or to the end of the text.</summary>
    PrivateKey,

    /// <summary>A password or token in a link: <c>user:password@</c>, or <c>password=</c> and the like in its query.</summary>
    PasswordInLink,
}

/// <summary>Personal data in a text; without its value, so that it is not copied any further.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Where it starts, in UTF-16 units from 0.</param>
/// <param name="Length">How long it is.</param>
/// <param name="Line">Its line, from 1.</param>
public readonly record struct PersonalFinding(PersonalKind Kind, int Start, int Length, int Line);
