using System.Diagnostics.CodeAnalysis;

namespace MediatR;

/// <summary>Common base of every request, so that MediatR can constrain "any request" without knowing its response.</summary>
[SuppressMessage("Design", "CA1040", Justification = "The identity of the replaced package is fixed.")]
public interface IBaseRequest;

/// <summary>A request without a response.</summary>
public interface IRequest : IBaseRequest;

/// <summary>A request answered with a <typeparamref name="TResponse"/>.</summary>
public interface IRequest<out TResponse> : IBaseRequest;

/// <summary>A request answered with a stream of <typeparamref name="TResponse"/>.</summary>
public interface IStreamRequest<out TResponse>;

/// <summary>A message that any number of handlers may receive.</summary>
public interface INotification;
