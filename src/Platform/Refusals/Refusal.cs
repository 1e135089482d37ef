using System.Globalization;

namespace Infohub.Platform.Refusals;

/// <summary>Why a use case did not do what was asked; each kind has one answer on every door.</summary>
public enum RefusalKind
{
    /// <summary>May not be read, or does not exist: never told apart (law R7). 404.</summary>
    NotFound,

    /// <summary>May be read, may not be done. 403.</summary>
    Forbidden,

    /// <summary>What was sent is wrong. 422 by REST, the form again on a page.</summary>
    Invalid,

    /// <summary>It was changed in between, or was done before. 409.</summary>
    Conflict,

    /// <summary>Larger than the limit. 413.</summary>
    TooLarge,

    /// <summary>Too often. 429.</summary>
    TooMany,

    /// <summary>Not signed in, or not strongly enough. 401, or the sign-in page.</summary>
    SignIn,
}

/// <summary>A refusal: what is wrong and what to do, in a sentence.</summary>
/// <param name="Kind">The answer's kind.</param>
/// <param name="Code">A stable word for machines, for example <c>label-above-audience</c>.</param>
/// <param name="Sentence">English, translated by Words at the door; <c>{0}</c> stands for an argument.</param>
/// <param name="Field">The form's field that it concerns, or null.</param>
/// <param name="Args">What fills the sentence.</param>
public sealed record Refusal(RefusalKind Kind, string Code, string Sentence, string? Field = null, params object[] Args)
{
    /// <summary>The one answer for what may not be read or is not there.</summary>
    public static Refusal NotFound { get; } = new(RefusalKind.NotFound, "not-found", "There is nothing here that you may read.");

    public static Refusal Invalid(string code, string sentence, string? field = null, params object[] args) =>
        new(RefusalKind.Invalid, code, sentence, field, args);

    public static Refusal Forbidden(string code, string sentence, params object[] args) =>
        new(RefusalKind.Forbidden, code, sentence, null, args);

    public static Refusal Conflict(string code, string sentence, params object[] args) =>
        new(RefusalKind.Conflict, code, sentence, null, args);

    /// <summary>The whole sentence, for the command line.</summary>
    public string InEnglish() => string.Format(CultureInfo.InvariantCulture, Sentence, Args);

    /// <summary>What is wrong and what to do, to be kept or said within another sentence.</summary>
    public Sentence Said() => new(Sentence, Args);
}

/// <summary>What a use case gives back: a value or a refusal.</summary>
public readonly struct Outcome<T>
{
    private readonly T? value;

    private Outcome(T? value, Refusal? refusal)
    {
        this.value = value;
        Refusal = refusal;
    }

    /// <summary>The refusal, or null where it was done.</summary>
    public Refusal? Refusal { get; }

    public bool Done => Refusal is null;

    public T Value => Refusal is null ? value! : throw new InvalidOperationException("Refused: " + Refusal.Code);

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal);
}

/// <summary>The value of a use case that gives nothing back.</summary>
public readonly record struct Done
{
    public static Done Yes => default;
}
