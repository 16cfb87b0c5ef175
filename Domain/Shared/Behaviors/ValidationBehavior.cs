using System.Reflection;
using FluentValidation;
using MediatR;

namespace ConnectionsConsole.Domain.Shared.Behaviors;

/// <summary>Answers whether the request can be understood; whether it may happen is for the aggregate.</summary>
public sealed class ValidationBehavior<TRequest, TResponse>(IEnumerable<IValidator<TRequest>> validators) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
    where TResponse : IResult<TResponse>
{
    private static readonly PropertyInfo[] s_texts = [.. typeof(TRequest).GetProperties().Where(p => p.PropertyType == typeof(string) && p.GetIndexParameters().Length == 0)];

    public async Task<TResponse> Handle(TRequest request, RequestHandlerDelegate<TResponse> next, CancellationToken cancellationToken)
    {
        List<FieldMessage>? messages = null;
        foreach (var text in s_texts)
        {
            // PostgreSQL cannot keep it, and would fail where the others save.
            if (text.GetValue(request) is string value && value.Contains('\0', StringComparison.Ordinal))
            {
                (messages ??= []).Add(new FieldMessage(ToFieldName(text.Name), "A text contains a null character. Remove it."));
            }
        }

        foreach (var validator in validators)
        {
            var outcome = await validator.ValidateAsync(request, cancellationToken);
            foreach (var failure in outcome.Errors)
            {
                (messages ??= []).Add(new FieldMessage(ToFieldName(failure.PropertyName), failure.ErrorMessage));
            }
        }

        return messages is null ? await next() : TResponse.Failure(new InvalidError(messages));
    }

    /// <summary>"ExternalId" is the field "externalId" on every surface.</summary>
    private static string ToFieldName(string property) =>
        string.Join('.', property.Split('.').Select(part => part.Length == 0 ? part : char.ToLowerInvariant(part[0]) + part[1..]));
}
