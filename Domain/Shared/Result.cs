using System.Diagnostics.CodeAnalysis;

namespace ConnectionsConsole.Domain.Shared;

/// <summary>Lets pipeline behaviors answer an error without knowing the value type of the result.</summary>
public interface IResult<out TSelf>
{
    static abstract TSelf Failure(Error error);

    Error? Error { get; }
}

/// <summary>Either a value or an <see cref="Shared.Error"/>. Handlers answer this; exceptions are for surprises.</summary>
public readonly struct Result<T> : IResult<Result<T>>
{
    private readonly T? _value;

    private Result(T? value, Error? error)
    {
        _value = value;
        Error = error;
    }

    public Error? Error { get; }

    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsSuccess => Error is null;

    /// <exception cref="InvalidOperationException">The result is an error: look at <see cref="IsSuccess"/> first.</exception>
    public T Value => Error is null ? _value! : throw new InvalidOperationException($"The result is an error: {Error}");

    public static Result<T> Success(T value) => new(value, null);

    public static Result<T> Failure(Error error) => new(default, error);

    public bool TryGet([MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out Error? error)
    {
        value = _value;
        error = Error;
        return error is null;
    }

    public Result<TOther> Map<TOther>(Func<T, TOther> map) =>
        Error is null ? Result<TOther>.Success(map(_value!)) : Result<TOther>.Failure(Error);

    public static implicit operator Result<T>(T value) => Success(value);

    public static implicit operator Result<T>(Error error) => Failure(error);
}
