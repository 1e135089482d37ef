namespace Infohub.Taxii.Client;

/// <summary>What kind of trouble a server made.</summary>
public enum TaxiiTrouble
{
    /// <summary>It was not reached, or broke off.</summary>
    Unreachable,

    /// <summary>It does not take the credentials (401, 403).</summary>
    Refused,

    /// <summary>What was asked for is not there, or not for these credentials (404).</summary>
    NotFound,

    /// <summary>It asks to come later (429, 503).</summary>
    Busy,

    /// <summary>It broke (other 5xx).</summary>
    Broken,

    /// <summary>It does not take what was asked or sent (other 4xx).</summary>
    NotTaken,

    /// <summary>It answers something that is no TAXII 2.1.</summary>
    NotTaxii,

    /// <summary>Its answer is larger than the limit.</summary>
    TooLarge,
}

/// <summary>A server did not give what TAXII 2.1 says.</summary>
public sealed class TaxiiFailure : Exception
{
    /// <param name="trouble">The kind.</param>
    /// <param name="message">A sentence in English, with nothing of the credentials in it.</param>
    /// <param name="cause">What was thrown, or null.</param>
    public TaxiiFailure(TaxiiTrouble trouble, string message, Exception? cause = null)
        : base(message, cause) => Trouble = trouble;

    /// <summary>The kind.</summary>
    public TaxiiTrouble Trouble { get; }

    /// <summary>The status of the answer; 0 where there was none.</summary>
    public int Status { get; init; }

    /// <summary>So long the server asks to wait (RFC 9110 §10.2.3); null where it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
