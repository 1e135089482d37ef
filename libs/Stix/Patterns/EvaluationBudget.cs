namespace Infohub.Stix.Patterns;

/// <summary>Work that one evaluation may make. All of it draws from here, so that no pattern and no observation makes it hang.</summary>
internal sealed class EvaluationBudget
{
    /// <summary>For each question that is asked of an object, a step of a path or a value.</summary>
    public const int Question = 4;

    /// <summary>For each combination of observations, and as much again for ten that serve in it.</summary>
    public const int Combination = 100;

    /// <summary>For 0.1 µs of a regular expression: it has a second in all.</summary>
    private const int Tick = 10;

    public long Steps { get; private set; }

    /// <summary>A regular expression had no more time for a value: whether it is found there is not known.</summary>
    public bool IsUndecided { get; set; }

    public void Spend(long steps)
    {
        if ((Steps += steps) > PatternMatcher.MostSteps)
        {
            throw new SpentException();
        }
    }

    public void Spend(TimeSpan time) => Spend(time.Ticks * Tick);

    /// <summary>Ends the evaluation; never leaves the library.</summary>
    internal sealed class SpentException : Exception;
}
