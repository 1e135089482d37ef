namespace Infohub.Demo.Script;

/// <summary>What a shared item and a draft have in common. Times are as <see cref="Act.At"/>.</summary>
public abstract record WritingAct : Act
{
    public required string Name { get; init; }

    public required string Kind { get; init; }

    public required string Label { get; init; }

    public required IReadOnlyList<ActPart> Audience { get; init; }

    public string Attribution { get; init; } = "named";

    public string? Pap { get; init; }

    public long? Release { get; init; }

    public long? Embargo { get; init; }

    public long? Expiry { get; init; }

    public required string Title { get; init; }

    public string Summary { get; init; } = "";

    public required string Body { get; init; }

    public IReadOnlyList<string> References { get; init; } = [];

    public string Language { get; init; } = "en";

    public IReadOnlyList<string> Tags { get; init; } = [];
}

public sealed record ShareAct : WritingAct;

public sealed record DraftAct : WritingAct
{
    public IReadOnlyList<string> Reviewers { get; init; } = [];
}

public sealed record ReviseAct : Act
{
    public required string Item { get; init; }

    public required string Title { get; init; }

    public required string Body { get; init; }
}

public sealed record RelabelAct : Act
{
    public required string Item { get; init; }

    public required string Label { get; init; }

    public required IReadOnlyList<ActPart> Audience { get; init; }
}

public sealed record WithdrawAct : Act
{
    public required string Item { get; init; }

    public required string Reason { get; init; }
}

public sealed record OpenAttributionAct : Act
{
    public required string Item { get; init; }
}

/// <summary>An act under elevation: asked by one officer, granted by the second.</summary>
public abstract record OfficersAct : Act
{
    public required string Item { get; init; }

    public required string Second { get; init; }

    public required string Reason { get; init; }
}

public sealed record HideAct : OfficersAct;

public sealed record UnhideAct : OfficersAct;

public sealed record EraseAct : OfficersAct;

public sealed record CommentAct : Act
{
    public required string Name { get; init; }

    public required string Item { get; init; }

    public required string Body { get; init; }

    /// <summary>A picture is shown with it: of one dot.</summary>
    public bool Image { get; init; }
}

public sealed record PassOnAct : Act
{
    public required string Name { get; init; }

    public required string Item { get; init; }

    public required ActPart Part { get; init; }
}

public sealed record AskWiderAct : Act
{
    public required string Name { get; init; }

    public required string Item { get; init; }

    public required ActPart Part { get; init; }
}

public sealed record AnswerWiderAct : Act
{
    public required string Ask { get; init; }

    public required bool Give { get; init; }
}

public sealed record AttachAct : Act
{
    public required string Name { get; init; }

    public required string Item { get; init; }

    public required string File { get; init; }

    public required string Text { get; init; }
}
